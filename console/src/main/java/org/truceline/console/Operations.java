package org.truceline.console;

import static org.truceline.console.Operation.In.HEADER;
import static org.truceline.console.Operation.In.PATH;
import static org.truceline.console.Operation.In.QUERY;
import static org.truceline.console.Operation.JSON;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.truceline.console.Operation.Parameter;
import org.truceline.console.Operation.Shape;
import org.truceline.console.view.EpisodeView;
import org.truceline.console.view.LineView;
import org.truceline.console.view.LiveView;
import org.truceline.console.view.MissionView;
import org.truceline.console.view.RecordView;
import org.truceline.console.view.StatusView;

/** What may be asked of each of the console's own routes, and what they may answer. */
final class Operations {
  static final String HTML = "text/html";
  static final Map<String, Object> TEXT = Map.of("type", "string");

  private static final Shape OPAQUE = new Shape.Opaque();
  private static final String FEATURE = "FeatureGeoJSON";

  private Operations() {}

  /** One for each of {@link Routes#all()}, in another order. */
  static List<Operation> all() {
    return java.util.stream.Stream.of(pages(), reading(), features(), changing())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Operation> pages() {
    return List.of(
        page(Routes.LINE_PAGE, "linePage", "The page of the line."),
        page(Routes.EPISODE_PAGE, "episodePage", "The page of an episode.")
            .takes(path("id", TEXT, "The episode's id.")),
        page(Routes.RECORD_PAGE, "recordPage", "The page of the record."),
        page(Routes.STATUS_PAGE, "statusPage", "The page of the desk's status."),
        page(Routes.REPORT_PAGE, "reportPage", "The form for a person's report."),
        Operation.of(Routes.FILE, "pageFile", "A script, a style or letters of the pages.")
            .takes(path("path", TEXT, "Its path, with strokes."))
            .answers(200, "*/*", OPAQUE)
            .refuses(404),
        Operation.of(Routes.SERVICE_WORKER, "serviceWorker", "Keeps the pages without a server.")
            .answers(200, "text/javascript", OPAQUE),
        Operation.of(Routes.WORDS, "words", "The pages' sentences in one language.")
            .takes(path("language", TEXT, "en or ko."))
            .answers(200, JSON, new Shape.Named("Words"))
            .refuses(404));
  }

  private static Operation page(Route route, String id, String summary) {
    return Operation.of(route, id, summary).answers(200, HTML, OPAQUE);
  }

  private static List<Operation> reading() {
    return List.of(
        Operation.of(Routes.OPENAPI, "description", "This document.")
            .answers(200, JSON, new Shape.Named("Description")),
        reads(Routes.ME, "me", "Who is asking.", Asker.class),
        reads(Routes.MISSION, "mission", "Who watches which line.", MissionView.class),
        Operation.of(Routes.BASEMAP, "basemap", "A layer of the small map.")
            .takes(path("name", TEXT, "The layer's name."))
            .answers(200, FeatureAnswers.GEOJSON, new Shape.Named("Basemap"))
            .refuses(404),
        reads(Routes.LINE, "line", "The line as each party draws it.", LineView.class),
        reads(Routes.LIVE, "live", "What is known now.", LiveView.class),
        reads(Routes.EPISODE, "episode", "One episode whole.", EpisodeView.class)
            .takes(path("id", TEXT, "The episode's id."))
            .refuses(404),
        reads(Routes.RECORD, "record", "The record's latest entries.", RecordView.class),
        Operation.of(Routes.RECORD_FILE, "recordFile", "A file of the log (C2SP tlog-tiles).")
            .takes(path("path", TEXT, "Its path, with strokes."))
            .answers(200, "text/plain", OPAQUE)
            .answers(200, "application/octet-stream", OPAQUE)
            .refuses(404),
        reads(Routes.STATUS, "status", "How the desk itself is.", StatusView.class),
        Operation.of(Routes.HEALTH, "health", "Whether reports are taken, for probes.")
            .answers(200, JSON, new Shape.Of(Readiness.class))
            .answers(503, JSON, new Shape.Of(Readiness.class)),
        Operation.of(Routes.METRICS, "metrics", "Counts and sizes, for Prometheus.")
            .answers(200, "text/plain", OPAQUE),
        Operation.of(Routes.FEED, "feed", "News, as server-sent events.")
            .takes(
                new Parameter(
                    "after", QUERY, Map.of("type", "integer"), "The last entry that is known."))
            .takes(
                new Parameter(
                    "Last-Event-ID", HEADER, Map.of("type", "integer"), "The same, of a browser."))
            .answers(200, "text/event-stream", OPAQUE)
            .refuses(400, 503));
  }

  private static Operation reads(Route route, String id, String summary, Class<?> type) {
    return Operation.of(route, id, summary).answers(200, JSON, new Shape.Of(type));
  }

  private static List<Operation> features() {
    Map<String, Object> layers =
        Map.of(
            "type",
            "string",
            "enum",
            Arrays.stream(FeatureLayer.values()).map(FeatureLayer::id).toList());
    Parameter collection = path("collection", layers, "The collection's id.");
    return List.of(
        named(Routes.OGC, "features", "The way in for map programs.", "Landing").refuses(400),
        named(Routes.OGC_CONFORMANCE, "conformance", "What of the standard is kept.", "Conformance")
            .refuses(400),
        named(Routes.OGC_COLLECTIONS, "collections", "The collections.", "Collections")
            .refuses(400),
        named(Routes.OGC_COLLECTION, "collection", "One collection.", "Collection")
            .takes(collection)
            .refuses(400, 404),
        Operation.of(Routes.OGC_ITEMS, "items", "A collection's features, page by page.")
            .takes(collection)
            .takes(
                query(
                    "limit",
                    Map.of(
                        "type",
                        "integer",
                        "minimum",
                        1,
                        "maximum",
                        FeatureQuery.MOST,
                        "default",
                        FeatureQuery.USUAL),
                    "How many at most."))
            .takes(
                query(
                    "offset",
                    Map.of(
                        "type",
                        "integer",
                        "minimum",
                        0,
                        "maximum",
                        FeatureQuery.FURTHEST,
                        "default",
                        0),
                    "How many are passed over."))
            .takes(query("bbox", TEXT, "West, south, east, north in degrees, with commas."))
            .takes(query("datetime", TEXT, "A moment, or two with a stroke between."))
            .answers(200, FeatureAnswers.GEOJSON, new Shape.Named("FeatureCollectionGeoJSON"))
            .refuses(400, 404),
        Operation.of(Routes.OGC_ITEM, "item", "One feature.")
            .takes(collection)
            .takes(path("item", TEXT, "The feature's id."))
            .answers(200, FeatureAnswers.GEOJSON, new Shape.Named(FEATURE))
            .refuses(400, 404));
  }

  private static Operation named(Route route, String id, String summary, String shape) {
    return Operation.of(route, id, summary).answers(200, JSON, new Shape.Named(shape));
  }

  private static List<Operation> changing() {
    return List.of(
        Operation.of(Routes.REPORTS, "report", "Brings reports: one, or any number, one a line.")
            .takes(
                new Parameter(
                    "Idempotency-Key",
                    HEADER,
                    Map.of("type", "string", "pattern", "^" + ReportBodies.KEY + "$"),
                    "Makes a report take effect once."))
            .takes(JSON, new Shape.Named("Report"))
            .takes("application/x-ndjson", new Shape.Named("Report"))
            .answers(202, JSON, new Shape.Named("Accepted"))
            .answers(202, "application/x-ndjson", new Shape.Named("LineAnswer"))
            .refuses(400, 413, 415, 422, 503),
        Operation.of(Routes.SILENCE, "silence", "Silences an episode's attention sound.")
            .takes(path("id", TEXT, "The episode's id."))
            .answers(202, JSON, new Shape.Named("Accepted"))
            .refuses(422, 503));
  }

  static Parameter path(String name, Map<String, Object> shape, String what) {
    return new Parameter(name, PATH, shape, what);
  }

  static Parameter query(String name, Map<String, Object> shape, String what) {
    return new Parameter(name, QUERY, shape, what);
  }
}
