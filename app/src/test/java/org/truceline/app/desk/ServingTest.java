package org.truceline.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truceline.app.mission.Mission;
import org.truceline.app.mission.MissionReader;
import org.truceline.record.Disk;
import org.truceline.record.Log;
import org.truceline.record.Mirror;
import org.truceline.record.TileFolder;
import org.truceline.record.Verification;
import org.truceline.record.note.Checkpoint;
import org.truceline.record.note.KeyKind;
import org.truceline.record.note.SigningKey;
import org.truceline.record.note.TrustPolicy;
import org.truceline.record.tree.Hash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A desk as a sender and a console see it: over HTTP, from start to restart. */
class ServingTest {
  private static final Mission MISSION =
      MissionReader.read(Path.of("..", "missions", "example-line")).find().orElseThrow();
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;

  private final HttpClient client = HttpClient.newHttpClient();

  private Serving serve() throws IOException {
    return serve(new Serving.Settings(home.resolve("data"), 0, false, true, List.of(), "test"));
  }

  private Serving serve(Serving.Settings settings) throws IOException {
    return switch (Serving.start(MISSION, settings, InstantSource.system())) {
      case Serving.Serves(var serving) -> serving;
      case Serving.Refused(var because) -> throw new AssertionError(because);
    };
  }

  private JsonNode get(Serving serving, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path)).build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private String post(Serving serving, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + "/api/v1/reports"))
            .header("Content-Type", type)
            .header("Origin", "http://127.0.0.1:" + serving.port())
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static String row(String track, double lat) {
    return "{\"track\":\"%s\",\"time\":\"%s\",\"lon\":-29.9744,\"lat\":%s,\"sigma_m\":5}"
        .formatted(track, Instant.now(), lat);
  }

  @Test
  void whatIsHandedInIsOnTheMapAndInTheRecordAlsoAfterARestart() throws Exception {
    String live;
    try (Serving serving = serve()) {
      assertThat(post(serving, "application/json", row("walker", 45.0001)))
          .contains("\"accepted\"");
      String answers =
          post(
              serving,
              "application/x-ndjson",
              row("a", 45.0001) + "\nrubbish\n" + row("b", 45.1) + "\n");
      assertThat(answers.lines().toList()).hasSize(3);
      assertThat(answers.lines().toList().get(1)).contains("refused");
      // Answered when it is Written; what is asked of the desk next comes after it is judged.
      assertThat(serving.desk().tick().join()).isNotNull();
      live = get(serving, "/api/v1/live").get("tracks").toString();
      assertThat(live).contains("walker", "\"a\"", "\"b\"");
      assertThat(get(serving, "/api/v1/record").get("size").asLong()).isGreaterThanOrEqualTo(5);
      assertThat(get(serving, "/api/v1/line").get("versions").size()).isGreaterThan(1);
      assertThat(get(serving, "/api/v1/status").toString()).contains("waiting");
      assertThat(get(serving, "/health").get("ready").asBoolean()).isTrue();
    }
    try (Serving serving = serve()) {
      assertThat(get(serving, "/api/v1/live").get("tracks").toString()).isEqualTo(live);
    }
    TileFolder files = new TileFolder(home.resolve("data/record"));
    SigningKey key =
        SigningKey.parse(Files.readString(home.resolve("data/keys/log.key"))).orElseThrow();
    Verification verification =
        Verification.of(files, TrustPolicy.ofLog(key.verifier()), looked -> {});
    assertThat(verification.holds()).isTrue();
    long size = verification.checkpoint().orElseThrow().checkpoint().size();
    Replay.Found found =
        Replay.of(MISSION, files, Replay.bodies(home.resolve("data")), size, looked -> {});
    assertThat(found.difference()).isEmpty();
    assertThat(found.entries()).isEqualTo(size);
  }

  @Test
  void keyOfTheRecordIsForItsOwnerAlone() throws Exception {
    serve().close();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("data/keys/log.key"))))
        .isEqualTo("rw-------");
    Files.writeString(home.resolve("data/keys/log.key"), "nothing\n");
    Serving.Settings settings =
        new Serving.Settings(home.resolve("data"), 0, false, true, List.of(), "test");
    assertThat(Serving.start(MISSION, settings, InstantSource.system()))
        .isInstanceOfSatisfying(
            Serving.Refused.class,
            no -> assertThat(no.because().message()).isEqualTo("app.serve.key"));
  }

  @Test
  void withAccountsTheFirstStartShowsALinkAndNobodyElseComesIn() throws Exception {
    Serving.Settings settings =
        new Serving.Settings(home.resolve("data"), 0, true, false, List.of(), "test");
    try (Serving serving = serve(settings)) {
      assertThat(serving.firstLink())
          .hasValueSatisfying(link -> assertThat(link).startsWith("/welcome#"));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + "/api/v1/live"))
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
      boolean told = false;
      for (long index = 0; index < serving.desk().log().written(); index++) {
        String entry =
            new String(serving.desk().log().entry(index), java.nio.charset.StandardCharsets.UTF_8);
        told |= entry.contains("subject door-account-added");
        assertThat(entry).doesNotContain(serving.firstLink().orElseThrow().substring(9));
      }
      assertThat(told).as("who may come in is in the record").isTrue();
    }
    try (Serving serving = serve(settings)) {
      assertThat(serving.firstLink()).isEmpty();
    }
  }

  @Test
  void whatAnotherPartyHasCosignedIsShownAsWitnessed() throws Exception {
    SigningKey north =
        SigningKey.draw("north.test/witness", KeyKind.COSIGNER, new java.security.SecureRandom());
    try (Serving serving = serve()) {
      post(serving, "application/json", row("walker", 45.0001));
    }
    String own =
        SigningKey.parse(Files.readString(home.resolve("data/keys/log.key")))
            .orElseThrow()
            .verifier()
            .text();
    Files.writeString(
        home.resolve("data/keys/policy"),
        "log " + own + "\nwitness north " + north.verifier().text() + "\nquorum north\n");
    try (Serving serving = serve()) {
      assertThat(get(serving, "/api/v1/record").toString()).doesNotContain("witnessed");
      // A checkpoint of another past, though signed and cosigned, says nothing of these entries.
      Checkpoint fork = new Checkpoint("example-line/desk", 1, Hash.OF_NOTHING);
      SigningKey key =
          SigningKey.parse(Files.readString(home.resolve("data/keys/log.key"))).orElseThrow();
      Path cosignedFolder = Files.createDirectories(home.resolve("data/record/cosigned"));
      Files.write(
          cosignedFolder.resolve("0000000000000000001"),
          fork.sign(key).with(north.cosign(fork, 1_700_000_000)).bytes());
      assertThat(get(serving, "/api/v1/record").toString()).doesNotContain("witnessed");
      Mirror mirror =
          new Mirror(
              Disk.REAL,
              home.resolve("mirror"),
              SigningKey.parse(Files.readString(home.resolve("data/keys/log.key")))
                  .orElseThrow()
                  .verifier());
      Mirror.Cosigned cosigned =
          (Mirror.Cosigned) mirror.take(serving.desk().files(), List.of(north), 1_700_000_000);
      assertThat(serving.desk().log().join(cosigned.checkpoint(), List.of(north.verifier())))
          .isInstanceOf(Log.Joined.class);
      assertThat(get(serving, "/api/v1/record").toString())
          .contains("witnessed", "north.test/witness");
    }
    Files.writeString(home.resolve("data/keys/policy"), "nonsense\n");
    assertThat(
            Serving.start(
                MISSION,
                new Serving.Settings(home.resolve("data"), 0, false, true, List.of(), "test"),
                InstantSource.system()))
        .isInstanceOfSatisfying(
            Serving.Refused.class,
            no -> assertThat(no.because().message()).isEqualTo("app.serve.policy"));
  }

  @Test
  void fileDroppedIntoAFolderIsTakenOnce() throws Exception {
    Path drop = Files.createDirectories(home.resolve("drop"));
    Serving.Settings settings =
        new Serving.Settings(
            home.resolve("data"), 0, false, true, List.of(new Wires.Wire.Dropped(drop)), "test");
    String rows = "track,time,lon,lat\nwalker," + Instant.now() + ",-29.9744,45.0001\n";
    try (Serving serving = serve(settings)) {
      Files.writeString(drop.resolve("one.csv"), rows);
      org.assertj.core.api.Assertions.assertThat(
              waitFor(() ->
                  Files.exists(drop.resolve("done")) && !Files.exists(drop.resolve("one.csv"))))
          .isTrue();
      assertThat(serving.desk().tick().join()).isNotNull();
      assertThat(get(serving, "/api/v1/live").get("tracks").toString()).contains("walker");
      assertThat(get(serving, "/api/v1/status").toString()).contains("wire-1-dropped");
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static boolean waitFor(Condition condition) throws Exception {
    var pause = new java.util.concurrent.CountDownLatch(1);
    for (int i = 0; i < 300 && !condition.holds(); i++) {
      boolean _ = pause.await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
    return condition.holds();
  }

  @Test
  void recordWhoseKeyIsGoneIsNotGivenAnother() throws Exception {
    serve().close();
    Files.delete(home.resolve("data/keys/log.key"));
    assertThat(refusal(0)).isEqualTo("app.serve.key");
    assertThat(home.resolve("data/keys/log.key")).doesNotExist();
  }

  private String refusal(int port) throws IOException {
    Serving.Settings settings =
        new Serving.Settings(home.resolve("data"), port, false, true, List.of(), "test");
    return switch (Serving.start(MISSION, settings, InstantSource.system())) {
      case Serving.Refused(var because) -> because.message();
      case Serving.Serves(var serving) -> {
        serving.close();
        yield "serves";
      }
    };
  }

  @Test
  void portThatIsTakenIsSaidAndNothingIsHeldBack() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(refusal(taken.getLocalPort())).isEqualTo("app.serve.port");
    }
    assertThat(refusal(0)).isEqualTo("serves");
  }

  @Test
  void publicKeyLiesBesideTheRecordForWhoeverVerifiesIt() throws Exception {
    serve().close();
    SigningKey key =
        SigningKey.parse(Files.readString(home.resolve("data/keys/log.key"))).orElseThrow();
    assertThat(home.resolve("data/keys/log.vkey")).hasContent(key.verifier().text());
  }

  @Test
  void twoDesksDoNotKeepOneRecord() throws Exception {
    try (Serving serving = serve()) {
      Serving.Settings settings =
          new Serving.Settings(home.resolve("data"), 0, false, true, List.of(), "test");
      assertThat(Serving.start(MISSION, settings, InstantSource.system()))
          .isInstanceOfSatisfying(
              Serving.Refused.class,
              no -> assertThat(no.because().message()).isEqualTo("record.open.in-use"));
      assertThat(serving.port()).isPositive();
    }
  }

  @Test
  void logOfTheDeskHoldsNoPositionOutsideItsBodies() throws Exception {
    try (Serving serving = serve()) {
      post(serving, "application/json", row("walker", 45.000123));
    }
    try (Stream<Path> files = Files.walk(home.resolve("data/record"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("45.000123");
      }
    }
  }

  @Test
  void madeUpDayShowsACrossingAndComesOutAgain() throws Exception {
    // The wall goes as a test lets it: a day of half an hour within a moment.
    Instant begun = Instant.parse("2026-11-25T00:00:00Z");
    MadeUpDay day = new MadeUpDay(MISSION.book().versions().getFirst().line(), MISSION.policy(), 1);
    Picture picture = new Picture(MISSION);
    long index = 0;
    for (Instant now = begun;
        now.isBefore(begun.plusSeconds(1_500));
        now = now.plus(MadeUpDay.EACH)) {
      picture.take(index++, List.copyOf(day.at(begun, now)), now);
    }
    assertThat(picture.episodes())
        .anySatisfy(one -> {
          assertThat(one.episode().track()).isEqualTo("made-up-work-party");
          assertThat(one.episode().grade().crossing()).isTrue();
        });
    assertThat(picture.tracks()).hasSizeGreaterThan(15);
  }
}
