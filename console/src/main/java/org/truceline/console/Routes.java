package org.truceline.console;

import static org.truceline.console.Route.Method.GET;
import static org.truceline.console.Route.Method.POST;

import java.util.List;

/**
 * Everything that the console answers to, as a list; docs/reference/http-api.md says it in words.
 */
public final class Routes {
  static final Route LINE_PAGE = new Route(GET, "/", Right.NOTHING);
  static final Route EPISODE_PAGE = new Route(GET, "/episodes/{id}", Right.NOTHING);
  static final Route RECORD_PAGE = new Route(GET, "/record", Right.NOTHING);
  static final Route STATUS_PAGE = new Route(GET, "/status", Right.NOTHING);
  static final Route REPORT_PAGE = new Route(GET, "/report", Right.NOTHING);
  static final Route FILE = new Route(GET, "/files/<path>", Right.NOTHING);
  static final Route SERVICE_WORKER = new Route(GET, "/service-worker.js", Right.NOTHING);
  static final Route WORDS = new Route(GET, "/api/v1/words/{language}", Right.NOTHING);
  static final Route OPENAPI = new Route(GET, "/api/v1/openapi.json", Right.NOTHING);
  static final Route ME = new Route(GET, "/api/v1/me", Right.SEE);
  static final Route MISSION = new Route(GET, "/api/v1/mission", Right.SEE);
  static final Route BASEMAP = new Route(GET, "/api/v1/basemap/{name}", Right.SEE);
  static final Route LINE = new Route(GET, "/api/v1/line", Right.SEE);
  static final Route LIVE = new Route(GET, "/api/v1/live", Right.SEE);
  static final Route EPISODE = new Route(GET, "/api/v1/episodes/{id}", Right.SEE);
  static final Route RECORD = new Route(GET, "/api/v1/record", Right.SEE);
  static final Route RECORD_FILE = new Route(GET, "/api/v1/record/files/<path>", Right.SEE);
  static final Route STATUS = new Route(GET, "/api/v1/status", Right.SEE);
  static final Route HEALTH = new Route(GET, "/health", Right.NOTHING);
  static final Route METRICS = new Route(GET, "/metrics", Right.HEALTH);
  static final Route FEED = new Route(GET, "/api/v1/feed", Right.SEE);
  static final Route OGC = new Route(GET, "/ogc", Right.SEE);
  static final Route OGC_CONFORMANCE = new Route(GET, "/ogc/conformance", Right.SEE);
  static final Route OGC_COLLECTIONS = new Route(GET, "/ogc/collections", Right.SEE);
  static final Route OGC_COLLECTION = new Route(GET, "/ogc/collections/{collection}", Right.SEE);
  static final Route OGC_ITEMS = new Route(GET, "/ogc/collections/{collection}/items", Right.SEE);
  static final Route OGC_ITEM =
      new Route(GET, "/ogc/collections/{collection}/items/{item}", Right.SEE);
  static final Route REPORTS = new Route(POST, "/api/v1/reports", Right.REPORT);
  static final Route SILENCE = new Route(POST, "/api/v1/episodes/{id}/silence", Right.SILENCE);

  /** Pages that are one shell: the browser shows what the address asks for. */
  static final List<Route> PAGES =
      List.of(LINE_PAGE, EPISODE_PAGE, RECORD_PAGE, STATUS_PAGE, REPORT_PAGE);

  private static final List<Route> ALL =
      List.of(
          LINE_PAGE,
          EPISODE_PAGE,
          RECORD_PAGE,
          STATUS_PAGE,
          REPORT_PAGE,
          FILE,
          SERVICE_WORKER,
          WORDS,
          OPENAPI,
          ME,
          MISSION,
          BASEMAP,
          LINE,
          LIVE,
          EPISODE,
          RECORD,
          RECORD_FILE,
          STATUS,
          HEALTH,
          METRICS,
          FEED,
          OGC,
          OGC_CONFORMANCE,
          OGC_COLLECTIONS,
          OGC_COLLECTION,
          OGC_ITEMS,
          OGC_ITEM,
          REPORTS,
          SILENCE);

  private Routes() {}

  /** All routes of the console itself; a door adds its own. */
  public static List<Route> all() {
    return ALL;
  }
}
