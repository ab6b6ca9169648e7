package org.truceline.console;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truceline.console.Door.Served;

/** What each route answers. */
final class Answers {
  private static final String JSON = "application/json";

  /** The forms of a log's file (C2SP tlog-tiles): nothing else reaches the disk. */
  private static final String RECORD_FILE =
      "checkpoint|tile/(entries|\\d{1,2})/(x\\d{3}/){0,5}\\d{3}(\\.p/\\d{1,3})?";

  private final Views views;
  private final Acts acts;
  private final Catalogue catalogue;
  private final Refusals refusals;
  private final PageFiles pages;
  private final NewsStream news;
  private final ReportBodies reports;
  private final Metrics metrics;
  private final byte[] description;

  Answers(
      Views views,
      Acts acts,
      Catalogue catalogue,
      Refusals refusals,
      PageFiles pages,
      NewsStream news,
      ReportBodies reports,
      Metrics metrics,
      List<Operation> operations) {
    this.views = views;
    this.acts = acts;
    this.catalogue = catalogue;
    this.refusals = refusals;
    this.pages = pages;
    this.news = news;
    this.reports = reports;
    this.metrics = metrics;
    this.description = Description.of(views.status().version(), operations);
  }

  List<Served> served() {
    List<Served> served = new ArrayList<>();
    for (Route page : Routes.PAGES) {
      served.add(new Served(page, ctx -> FileAnswers.file(ctx, pages.shell())));
    }
    served.addAll(
        List.of(
            new Served(Routes.FILE, ctx -> file(ctx, pages.find(ctx.pathParam("path")))),
            new Served(Routes.SERVICE_WORKER, ctx -> FileAnswers.file(ctx, pages.serviceWorker())),
            new Served(Routes.WORDS, this::words),
            new Served(Routes.OPENAPI, ctx -> FileAnswers.bytes(ctx, JSON, description)),
            new Served(Routes.ME, ctx -> json(ctx, asker(ctx))),
            new Served(Routes.MISSION, ctx -> json(ctx, views.mission())),
            new Served(Routes.BASEMAP, this::basemap),
            new Served(Routes.LINE, ctx -> json(ctx, views.line())),
            new Served(Routes.LIVE, ctx -> json(ctx, views.live())),
            new Served(Routes.EPISODE, ctx -> found(ctx, views.findEpisode(ctx.pathParam("id")))),
            new Served(Routes.RECORD, ctx -> json(ctx, views.record())),
            new Served(Routes.RECORD_FILE, this::recordFile),
            new Served(Routes.STATUS, ctx -> json(ctx, views.status())),
            new Served(Routes.HEALTH, this::health),
            new Served(Routes.METRICS, this::metrics),
            new Served(Routes.FEED, news::handle),
            new Served(Routes.REPORTS, ctx -> reports.handle(ctx, asker(ctx))),
            new Served(
                Routes.SILENCE,
                ctx -> reports.answer(ctx, acts.silence(asker(ctx), ctx.pathParam("id"))))));
    served.addAll(new FeatureAnswers(views, catalogue, refusals).served());
    return served;
  }

  private static Asker asker(Context ctx) {
    Asker asker = ctx.attribute(Asker.class.getName());
    if (asker == null) {
      throw new IllegalStateException("nobody was let in to " + ctx.path());
    }
    return asker;
  }

  private void health(Context ctx) {
    Readiness readiness = Readiness.of(views.status());
    ctx.status(readiness.status())
        .contentType(JSON)
        .header("Cache-Control", "no-store")
        .result(Json.bytes(readiness));
  }

  private void metrics(Context ctx) {
    ctx.contentType(Metrics.TYPE)
        .header("Cache-Control", "no-store")
        .result(metrics.text(views.status()));
  }

  private void json(Context ctx, Object value) throws IOException {
    FileAnswers.bytes(ctx, JSON, Json.bytes(value));
  }

  private void found(Context ctx, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      json(ctx, value.get());
    } else {
      refusals.refuse(ctx, 404, "console.refused.nothing");
    }
  }

  private void file(Context ctx, Optional<PageFile> file) throws IOException {
    if (file.isPresent()) {
      FileAnswers.file(ctx, file.get());
    } else {
      refusals.refuse(ctx, 404, "console.refused.nothing");
    }
  }

  private void words(Context ctx) throws IOException {
    found(ctx, catalogue.find(ctx.pathParam("language")));
  }

  private void basemap(Context ctx) throws IOException {
    bytes(ctx, "application/geo+json", views.findBasemap(ctx.pathParam("name")));
  }

  private void recordFile(Context ctx) throws IOException {
    String path = ctx.pathParam("path");
    String type =
        path.equals("checkpoint") ? "text/plain;charset=utf-8" : "application/octet-stream";
    bytes(ctx, type, path.matches(RECORD_FILE) ? views.findRecordFile(path) : Optional.empty());
  }

  private void bytes(Context ctx, String type, Optional<byte[]> bytes) throws IOException {
    if (bytes.isPresent()) {
      FileAnswers.bytes(ctx, type, bytes.get());
    } else {
      refusals.refuse(ctx, 404, "console.refused.nothing");
    }
  }
}
