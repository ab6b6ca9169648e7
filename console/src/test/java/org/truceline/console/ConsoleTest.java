package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ConsoleTest {
  private static final Asked ASKED = new Asked();
  private static final JsonMapper JSON = new JsonMapper();

  @AfterAll
  static void close() {
    ASKED.close();
  }

  private static String filled(Route route) {
    return route
        .path()
        .replace("{id}", "e-1")
        .replace("{language}", "ko")
        .replace("{name}", "land")
        .replace("{collection}", "markers")
        .replace("{item}", "charter.0017")
        .replace("<path>", route.equals(Routes.FILE) ? "index.html" : "checkpoint");
  }

  @Test
  void everyRouteThatReadsAnswers() throws Exception {
    for (Route route : Routes.all()) {
      if (route.method() == Route.Method.GET && !route.equals(Routes.FEED)) {
        HttpResponse<String> answer = ASKED.get(filled(route));
        assertThat(answer.statusCode()).as(route.path()).isEqualTo(200);
        assertThat(answer.body()).as(route.path()).isNotEmpty();
      }
    }
  }

  @Test
  void everyAnswerIsGuarded() throws Exception {
    for (String path :
        List.of("/", "/api/v1/live", "/files/nothing.js", "/api/v1/nothing", "/nothing")) {
      HttpResponse<String> answer = ASKED.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .as(path)
          .startsWith("default-src 'none'; script-src 'self' 'sha256-")
          .contains("connect-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "http:", "https:", "*");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsSaidInBothLanguages() throws Exception {
    for (String path :
        List.of(
            "/api/v1/nothing",
            "/api/v1/episodes/nobody",
            "/api/v1/words/xx",
            "/api/v1/basemap/nothing",
            "/api/v1/record/files/tile/0/999",
            "/api/v1/record/files/tile/0/..%2f..%2fetc",
            "/api/v1/record/files/keys/private",
            "/files/../words_en.properties",
            "/files/nothing.js")) {
      HttpResponse<String> answer = ASKED.get(path);
      assertThat(answer.statusCode()).as(path).isIn(400, 404);
      assertThat(answer.body()).as(path).doesNotContain("console.refused");
    }
    JsonNode said = JSON.readTree(ASKED.get("/api/v1/nothing").body());
    assertThat(said.path("refused").path("en").asString()).contains("nothing");
    assertThat(said.path("refused").path("ko").asString()).contains("없습니다");
  }

  @Test
  void aMethodThatAnAddressDoesNotKnowIsRefused() throws Exception {
    assertThat(ASKED.post("/api/v1/live", "{}").statusCode()).isEqualTo(405);
  }

  @Test
  void valuesAreWrittenAsTheReferenceSays() throws Exception {
    JsonNode live = JSON.readTree(ASKED.get("/api/v1/live").body());
    JsonNode track = live.path("tracks").path(0);
    assertThat(track.path("grade").asString()).isEqualTo("near-certain");
    assertThat(track.path("place").path(1).doubleValue()).isEqualTo(45.0016);
    assertThat(track.path("heard").asString()).isEqualTo("2026-11-25T03:04:01Z");
    assertThat(track.path("said").path("ko").asString()).contains("선을 넘은 것이 거의 확실함");
    JsonNode mission = JSON.readTree(ASKED.get("/api/v1/mission").body());
    assertThat(mission.path("zone").asString()).isEqualTo("Asia/Seoul");
    JsonNode line = JSON.readTree(ASKED.get("/api/v1/line").body());
    assertThat(line.path("markers").path(1).path("status").asString()).isEqualTo("not-seen");
    JsonNode episode = JSON.readTree(ASKED.get("/api/v1/episodes/e-1").body());
    assertThat(episode.path("episode").path("attention").path("state").asString())
        .isEqualTo("sounding");
    assertThat(episode.path("because").path("parts").path(0).path("parts").size()).isEqualTo(2);
  }

  @Test
  void unchangedAnswersAreNotSentAgain() throws Exception {
    for (String path : List.of("/", "/api/v1/mission", "/files/index.html")) {
      String tag = ASKED.get(path).headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = ASKED.get(path, "If-None-Match", "\"other\", " + tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(ASKED.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void partsOfAFileAreJustThoseBytes() throws Exception {
    byte[] whole = ASKED.bytes("/files/index.html").body();
    String tag = ASKED.get("/files/index.html").headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> part = ASKED.bytes("/files/index.html", "Range", "bytes=10-19");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 10, 20));
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 10-19/" + whole.length);
    assertThat(ASKED.bytes("/files/index.html", "Range", "bytes=-5").body())
        .isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 5, whole.length));
    assertThat(ASKED.bytes("/files/index.html", "Range", "bytes=5-").body())
        .hasSize(whole.length - 5);
    assertThat(ASKED.get("/files/index.html", "Range", "bytes=9999999-").statusCode())
        .isEqualTo(416);
    assertThat(ASKED.get("/files/index.html", "Range", "lines=1-2").statusCode()).isEqualTo(200);
    assertThat(
            ASKED
                .get("/files/index.html", "Range", "bytes=0-1", "If-Range", "\"old\"")
                .statusCode())
        .isEqualTo(200);
    assertThat(ASKED.get("/files/index.html", "Range", "bytes=0-1", "If-Range", tag).statusCode())
        .isEqualTo(206);
  }

  @Test
  void filesComePackedWhereThatIsUnderstood() throws Exception {
    HttpResponse<byte[]> packed = ASKED.bytes("/api/v1/line", "Accept-Encoding", "gzip, br");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    assertThat(unpacked).isEqualTo(ASKED.bytes("/api/v1/line").body());
  }

  @Test
  void oneReportIsAcceptedWithItsIndexAndOnce() throws Exception {
    long size = ASKED.desk.log.size();
    HttpResponse<String> first = report("{\"a\":1}", "k-1");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.body()).isEqualTo("{\"accepted\":" + size + "}");
    HttpResponse<String> again = report("{\"a\":1}", "k-1");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo("{\"accepted\":" + size + ",\"known\":true}");
    assertThat(ASKED.desk.log.size()).isEqualTo(size + 1);
  }

  private static HttpResponse<String> report(String body, String key) throws Exception {
    return ASKED.post(
        "/api/v1/reports",
        body,
        "Content-Type",
        "application/json; charset=utf-8",
        "Idempotency-Key",
        key);
  }

  @Test
  void aReportThatCannotBeReadIsRefusedWithTheReason() throws Exception {
    HttpResponse<String> answer = report("nonsense", "k-2");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("not a JSON object", "JSON 객체가 아닙니다");
    assertThat(report(" \n", "k-3").statusCode()).isEqualTo(400);
    assertThat(report("{}", "no key with spaces").statusCode()).isEqualTo(400);
    assertThat(report("{\"x\":\"" + "y".repeat(70_000) + "\"}", "k-4").statusCode()).isEqualTo(413);
  }

  @Test
  void otherKindsOfBodyAreRefused() throws Exception {
    assertThat(ASKED.post("/api/v1/reports", "a,b", "Content-Type", "text/csv").statusCode())
        .isEqualTo(415);
    assertThat(ASKED.post("/api/v1/reports", "{}").statusCode()).isEqualTo(415);
    assertThat(
            ASKED
                .post(
                    "/api/v1/reports",
                    "{}",
                    "Content-Type",
                    "application/json",
                    "Content-Encoding",
                    "gzip")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void everyLineOfABatchIsAnsweredWhereItStands() throws Exception {
    String body = "{\"a\":1}\n\nnonsense\n" + "z".repeat(70_000) + "\n{\"a\":2}";
    HttpResponse<String> answer =
        ASKED.post(
            "/api/v1/reports",
            body,
            "Content-Type",
            "application/x-ndjson",
            "Idempotency-Key",
            "batch-1");
    assertThat(answer.statusCode()).isEqualTo(202);
    List<JsonNode> lines = new ArrayList<>();
    answer.body().lines().forEach(line -> lines.add(JSON.readTree(line)));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).path("line").asInt()).isEqualTo(1);
    assertThat(lines.get(0).has("accepted")).isTrue();
    assertThat(lines.get(1).path("line").asInt()).isEqualTo(3);
    assertThat(lines.get(1).path("refused").path("en").asString()).contains("JSON");
    assertThat(lines.get(2).path("line").asInt()).isEqualTo(4);
    assertThat(lines.get(2).path("refused").path("en").asString()).contains("65536");
    assertThat(lines.get(3).path("line").asInt()).isEqualTo(5);
    assertThat(lines.get(3).has("accepted")).isTrue();
    HttpResponse<String> again =
        ASKED.post(
            "/api/v1/reports",
            body,
            "Content-Type",
            "application/x-ndjson",
            "Idempotency-Key",
            "batch-1");
    assertThat(again.body().lines().filter(line -> line.contains("\"known\":true"))).hasSize(2);
  }

  @Test
  void aBodyThatStaysOpenIsAnsweredAsItComes() throws Exception {
    try (var socket = ASKED.connect()) {
      var out = socket.getOutputStream();
      out.write(
          "POST /api/v1/reports HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(StandardCharsets.UTF_8));
      var in =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 1; i <= 3; i++) {
        out.write("8\r\n{\"a\":1}\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        String line = in.readLine();
        while (!line.startsWith("{")) {
          line = in.readLine();
        }
        assertThat(line).contains("\"accepted\"", "\"line\":" + i);
      }
    }
  }

  @Test
  void aDeskThatIsFullOrDownSaysWhenToTryAgain() throws Exception {
    try (Asked other = new Asked()) {
      other.desk.answersOnly(new Acts.TooMany(Duration.ofSeconds(7)));
      for (String type : List.of("application/json", "application/x-ndjson")) {
        HttpResponse<String> full = other.post("/api/v1/reports", "{}\n{}", "Content-Type", type);
        assertThat(full.statusCode()).isEqualTo(429);
        assertThat(full.headers().firstValue("Retry-After")).contains("7");
      }
      other.desk.answersOnly(
          new Acts.Unavailable(Duration.ofMillis(10), MadeUpDesk.both("disk full", "디스크 가득 참")));
      HttpResponse<String> down =
          other.post("/api/v1/reports", "{}", "Content-Type", "application/json");
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.headers().firstValue("Retry-After")).contains("1");
      assertThat(down.body()).contains("disk full");
      assertThat(other.post("/api/v1/episodes/e-1/silence", "").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void silencingIsRecordedWithWhoDidIt() throws Exception {
    try (Asked other = new Asked()) {
      HttpResponse<String> answer = other.post("/api/v1/episodes/e-1/silence", "");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(other.get("/api/v1/record").body()).contains("Capt. Example silenced e-1");
      assertThat(other.get("/api/v1/episodes/e-1").body()).contains("\"by\":\"Capt. Example\"");
      assertThat(other.post("/api/v1/episodes/nobody/silence", "").statusCode()).isEqualTo(422);
    }
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    long size = ASKED.desk.log.size();
    HttpResponse<String> answer =
        ASKED.post(
            "/api/v1/reports",
            "{}",
            "Content-Type",
            "application/json",
            "Origin",
            "https://elsewhere.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(ASKED.desk.log.size()).isEqualTo(size);
    String own = "http://127.0.0.1:" + ASKED.console.port();
    assertThat(
            ASKED
                .post("/api/v1/reports", "{}", "Content-Type", "application/json", "Origin", own)
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void theDoorIsAskedBeforeEveryRoute() throws Exception {
    List<Route> knocked = new ArrayList<>();
    Door shut =
        (route, knock) -> {
          knocked.add(route);
          return knock.headers().containsKey("x-key")
              ? new Door.Admitted(Asked.OFFICER)
              : new Door.TurnedAway(401, MadeUpDesk.both("sign in", "로그인하십시오"));
        };
    try (Asked other = new Asked(10, shut, 30_000)) {
      for (Route route : Routes.all()) {
        HttpRequest.Builder request = HttpRequest.newBuilder(other.uri(filled(route)));
        HttpRequest asked =
            route.method() == Route.Method.GET
                ? request.GET().build()
                : request.POST(HttpRequest.BodyPublishers.ofString("{}")).build();
        assertThat(other.send(asked).statusCode()).as(route.path()).isEqualTo(401);
      }
      assertThat(knocked).isEqualTo(Routes.all());
      assertThat(other.get("/api/v1/live", "X-Key", "yes").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void headersAloneAreAnsweredToo() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(ASKED.uri("/files/index.html"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = ASKED.send(head);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }
}
