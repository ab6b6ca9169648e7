package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.doors.Argon2;
import org.truceline.doors.DoorSettings;
import org.truceline.doors.Limits;
import org.truceline.doors.People;
import org.truceline.doors.PeopleFile;
import org.truceline.doors.Rate;
import org.truceline.doors.SessionRules;
import org.truceline.doors.Strength;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's description held against the running server, operation by operation. */
@Timeout(120)
class DescriptionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String REPORT =
      "{\"track\":\"p\",\"time\":\"2026-11-25T03:04:05Z\",\"lon\":-29.97,\"lat\":45.001}";

  @TempDir static Path folder = Path.of("never");

  private static final List<Asked> ASKED = new ArrayList<>();
  private static final List<JsonNode> DOCUMENT = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    ASKED.add(new Asked(100, withRoutesOfTheDoor(), Console.IDLE_MS));
    DOCUMENT.add(JSON.readTree(asked().get("/api/v1/openapi.json").body()));
  }

  @AfterAll
  static void close() {
    ASKED.forEach(Asked::close);
  }

  private static Asked asked() {
    return ASKED.getFirst();
  }

  private static JsonNode document() {
    return DOCUMENT.getFirst();
  }

  /** Everybody is let in, and the routes of the door that knows people are there too. */
  private static Door withRoutesOfTheDoor() throws IOException {
    People people =
        ((People.Opening.Opened) People.open(new PeopleFile(folder.resolve("people")), told -> {}))
            .people();
    Rate many = new Rate(100_000, 100_000);
    var settings =
        new DoorSettings(
            DoorSettings.Entrance.ACCOUNTS,
            Set.of("http://127.0.0.1:1"),
            SessionRules.DEFAULT,
            new Limits(many, many, many, many, many));
    Random chance = new Random(20261125);
    var door =
        new org.truceline.doors.Door(
            settings,
            PeopleDoor.table(),
            people,
            new Argon2(new Strength(8_192, 1, 1), chance),
            chance,
            told -> {});
    PeopleDoor known =
        new PeopleDoor(door, InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z")));
    return new Door() {
      @Override
      public Admission admit(Route route, Knock knock) {
        return new Admitted(Asked.OFFICER);
      }

      @Override
      public List<Served> routes() {
        return known.routes();
      }

      @Override
      public List<Operation> operations() {
        return known.operations();
      }
    };
  }

  private static String filled(String path) {
    return path.replace("{id}", "e-1")
        .replace("{language}", "ko")
        .replace("{name}", "land")
        .replace("{collection}", "judgements")
        .replace("{item}", "~patrol-7")
        .replace("{path}", path.startsWith("/files/") ? "index.html" : "checkpoint");
  }

  private static JsonNode operation(String method, String path) {
    return document().path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  private static Schema schema(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.setAll((ObjectNode) schema);
    whole.set("components", document().path("components"));
    return SCHEMAS.getSchema(JSON.writeValueAsString(whole));
  }

  /** Holds an answer against what the description says of it. */
  private static void hold(JsonNode operation, String what, HttpResponse<String> answer) {
    JsonNode response = operation.path("responses").path("" + answer.statusCode());
    assertThat(response.isObject()).as(what + " answered " + answer.statusCode()).isTrue();
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    String type =
        answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "").strip();
    JsonNode described = content.has(type) ? content.path(type) : content.path("*/*");
    assertThat(described.isObject()).as(what + " answered with " + type).isTrue();
    if (type.endsWith("json") && described.path("schema").size() > 0) {
      Schema schema = schema(described.path("schema"));
      String body = answer.body();
      for (String one : type.endsWith("ndjson") ? body.lines().toList() : List.of(body)) {
        assertThat(schema.validate(JSON.readTree(one))).as(what + ": " + one).isEmpty();
      }
    }
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    Set<String> described = new TreeSet<>();
    document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    described.add(
                        method.getKey()
                            + " "
                            + path.getKey()
                            + " "
                            + method.getValue().path("x-right").asString())));
    Set<String> served = new TreeSet<>();
    List<Route> routes = new ArrayList<>(Routes.all());
    DoorAnswers.PERMISSIONS.keySet().forEach(routes::add);
    for (Route route : routes) {
      served.add(
          (route.method() + " " + Description.path(route) + " " + route.right())
              .toLowerCase(Locale.ROOT));
    }
    assertThat(described.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList())
        .containsExactlyElementsOf(served);
    Set<String> ids = new TreeSet<>();
    Operations.all().forEach(one -> ids.add(one.id()));
    DoorAnswers.OPERATIONS.forEach(one -> ids.add(one.id()));
    assertThat(ids).hasSameSizeAs(served);
  }

  @Test
  void aPathHoldsJustTheParametersThatAreDescribed() {
    document()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .forEach(operation -> {
                  String rest = path.getKey();
                  for (JsonNode one : operation.path("parameters")) {
                    if (one.path("in").asString().equals("path")) {
                      String hole = "{" + one.path("name").asString() + "}";
                      assertThat(rest).contains(hole);
                      rest = rest.replace(hole, "");
                    }
                  }
                  assertThat(rest).doesNotContain("{");
                }));
  }

  @Test
  void everyOperationAnswersAsItIsDescribed() throws Exception {
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
      String address = filled(path.getKey());
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode operation = method.getValue();
        String what = method.getKey() + " " + address;
        if (address.equals("/api/v1/feed")) {
          continue;
        }
        if (method.getKey().equals("get")) {
          HttpResponse<String> answer = asked().get(address);
          assertThat(answer.statusCode()).as(what).isEqualTo(200);
          hold(operation, what, answer);
          continue;
        }
        JsonNode bodies = operation.path("requestBody").path("content");
        if (bodies.isMissingNode()) {
          hold(operation, what, asked().post(address, ""));
        }
        for (Map.Entry<String, JsonNode> body : bodies.properties()) {
          String sent = address.equals("/api/v1/reports") ? REPORT : "{\"id\":\"\",\"answer\":{}}";
          boolean form = body.getKey().contains("form");
          if (!form) {
            assertThat(schema(body.getValue().path("schema")).validate(JSON.readTree(sent)))
                .as(what)
                .isEmpty();
          }
          hold(
              operation,
              what,
              asked().post(address, form ? "name=x" : sent, "Content-Type", body.getKey()));
        }
      }
    }
  }

  @Test
  void theFeedIsDescribedAsItComes() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<java.io.InputStream> answer =
          client.send(
              HttpRequest.newBuilder(asked().uri("/api/v1/feed")).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      client.shutdownNow();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
    }
    hold(
        operation("get", "/api/v1/feed"),
        "a feed after nothing",
        asked().get("/api/v1/feed?after=nothing"));
  }

  @Test
  void everyCollectionIsAsItIsDescribed() throws Exception {
    for (FeatureLayer layer : FeatureLayer.values()) {
      String path = "/ogc/collections/" + layer.id();
      hold(operation("get", "/ogc/collections/{collection}"), path, asked().get(path));
      hold(
          operation("get", "/ogc/collections/{collection}/items"),
          path,
          asked().get(path + "/items?limit=2&offset=1"));
    }
  }

  @Test
  void refusalsAreAsTheyAreDescribed() throws Exception {
    refused("/files/<path>", "/files/nothing", 404);
    refused("/api/v1/words/{language}", "/api/v1/words/xx", 404);
    refused("/api/v1/basemap/{name}", "/api/v1/basemap/nothing", 404);
    refused("/api/v1/episodes/{id}", "/api/v1/episodes/nobody", 404);
    refused("/api/v1/record/files/<path>", "/api/v1/record/files/keys", 404);
    refused("/ogc", "/ogc?f=html", 400);
    refused("/ogc/conformance", "/ogc/conformance?f=html", 400);
    refused("/ogc/collections", "/ogc/collections?f=html", 400);
    refused("/ogc/collections/{collection}", "/ogc/collections/x", 404);
    refused("/ogc/collections/{collection}/items", "/ogc/collections/markers/items?limit=x", 400);
    refused("/ogc/collections/{collection}/items", "/ogc/collections/x/items", 404);
    refused("/ogc/collections/{collection}/items/{item}", "/ogc/collections/markers/items/x", 404);
    JsonNode reports = operation("post", "/api/v1/reports");
    String json = "application/json";
    Map<HttpResponse<String>, Integer> answers =
        Map.of(
            report("", json), 400,
            report("nonsense", json), 422,
            report("{}", "text/csv"), 415,
            report("\"" + "x".repeat(70_000) + "\"", json), 413,
            report("\n", "application/x-ndjson"), 400,
            report(REPORT + "\nnonsense\n", "application/x-ndjson"), 202);
    answers.forEach((answer, status) -> {
      assertThat(answer.statusCode()).isEqualTo(status);
      hold(reports, "a report", answer);
    });
    hold(
        operation("post", "/api/v1/episodes/{id}/silence"),
        "silencing nothing",
        asked().post("/api/v1/episodes/nobody/silence", ""));
  }

  private static void refused(String route, String path, int status) throws Exception {
    HttpResponse<String> answer = asked().get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    hold(operation("get", route.replace('<', '{').replace('>', '}')), path, answer);
  }

  private static HttpResponse<String> report(String body, String type) throws Exception {
    return asked().post("/api/v1/reports", body, "Content-Type", type);
  }

  @Test
  void aDeskThatIsFullOrDownAnswersAsItIsDescribed() throws Exception {
    try (Asked other = new Asked()) {
      JsonNode reports = operation("post", "/api/v1/reports");
      for (Acts.Answer answer :
          List.of(
              new Acts.TooMany(Duration.ofSeconds(3)),
              new Acts.Unavailable(Duration.ofSeconds(3), MadeUpDesk.both("full", "가득 참")))) {
        other.desk.answersOnly(answer);
        hold(
            reports,
            "a desk that takes nothing",
            other.post("/api/v1/reports", REPORT, "Content-Type", "application/json"));
        hold(
            operation("post", "/api/v1/episodes/{id}/silence"),
            "silencing at a desk that takes nothing",
            other.post("/api/v1/episodes/e-1/silence", ""));
      }
      other.desk.recordIs(org.truceline.console.view.StatusView.Health.FAULT);
      hold(operation("get", "/health"), "a desk in trouble", other.get("/health"));
    }
  }

  @Test
  void whoeverIsTurnedAwayIsAnsweredAsItIsDescribed() throws Exception {
    var why = MadeUpDesk.both("no", "안 됩니다");
    for (Door.Admission no :
        List.of(
            new Door.TurnedAway(401, why),
            new Door.TurnedAway(403, why),
            new Door.AskedTooMuch(Duration.ofSeconds(1), why))) {
      try (Asked other = new Asked(10, (route, knock) -> no, Console.IDLE_MS)) {
        for (Route route : Routes.all()) {
          String path = filled(Description.path(route));
          hold(
              operation(route.method().name(), Description.path(route)),
              route.path(),
              route.method() == Route.Method.GET ? other.get(path) : other.post(path, "{}"));
        }
      }
    }
  }

  @Test
  void anAnswerThatIsOtherwiseIsFound() throws Exception {
    JsonNode shape = operation("get", "/api/v1/live").path("responses").path("200");
    Schema schema = schema(shape.path("content").path("application/json").path("schema"));
    String live = asked().get("/api/v1/live").body();
    assertThat(schema.validate(JSON.readTree(live))).isEmpty();
    for (String wrong :
        List.of(
            live.replaceFirst("\"grade\":\"[a-z-]+\",", ""),
            live.replaceFirst("near-certain", "certain"),
            live.replaceFirst("\"index\":\\d+", "\"index\":\"1\""),
            live.replaceFirst("\\[-29.962,", "[-299.62,"),
            live.replaceFirst("\\{", "{\"more\":1,"))) {
      assertThat(wrong).isNotEqualTo(live);
      assertThat(schema.validate(JSON.readTree(wrong))).as(wrong).isNotEmpty();
    }
  }
}
