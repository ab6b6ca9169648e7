package org.truceline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTest {
  private static final String SALT = "AAECAwQFBgcICQoLDA0ODw==";
  private static final Entry ENTRY =
      new Entry(
          "phone-7/0012",
          new Entry.Observed(),
          "report",
          "post-14",
          Instant.parse("2026-11-25T05:30:00Z"),
          Instant.parse("2026-11-25T05:30:01.25Z"),
          List.of(new Entry.Link("corrects", 41), new Entry.Link("about", 7)),
          SALT,
          new Entry.Inside("{\"what\":\"작업반 12명\"}"));
  private static final String TEXT =
      """
      truceline.org/entry@v1
      id phone-7/0012
      kind observed
      subject report
      author post-14
      known 2026-11-25T05:30:00Z
      written 2026-11-25T05:30:01.250Z
      link corrects 41
      link about 7
      salt AAECAwQFBgcICQoLDA0ODw==
      body {"what":"작업반 12명"}
      """;

  @TempDir Path home;

  private static String read(String text) {
    return Entry.read(text.getBytes(StandardCharsets.UTF_8))
            instanceof Entry.Unreadable(var because)
        ? because.message() + (because.values().isEmpty() ? "" : " " + because.values())
        : "read";
  }

  @Test
  void entryIsLinesThatAPersonCanRead() {
    assertThat(new String(ENTRY.bytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(Entry.read(ENTRY.bytes())).isEqualTo(new Entry.Read(ENTRY));
  }

  @Test
  void everyKindComesBack() {
    for (Entry.Kind kind :
        List.of(
            new Entry.Observed(),
            new Entry.Assessed(),
            new Entry.Done(),
            new Entry.ClaimedBy("north"))) {
      Entry entry =
          new Entry(
              "1",
              kind,
              "x",
              "desk",
              Instant.EPOCH,
              Instant.EPOCH,
              List.of(),
              SALT,
              new Entry.Outside(org.truceline.record.tree.Hash.OF_NOTHING, 12));
      assertThat(Entry.read(entry.bytes())).isEqualTo(new Entry.Read(entry));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entry@v1 | entry@v2",
        "phone-7/0012 | phone 7",
        "kind observed | kind rumoured",
        "kind observed | kind claimed-by",
        "subject report | subject Report",
        "known 2026-11-25T05:30:00Z | known 2026-11-25T05:30:00.000Z",
        "known 2026-11-25T05:30:00Z | known yesterday",
        "link corrects 41 | link corrects 041",
        "link corrects 41 | link corrects",
        "link corrects 41 | link corrects -1",
        "ODw== | ODx==",
        "salt AAEC | salt AAE",
        "body { | body  {",
        "body { | text {",
        "author post-14 | writer post-14",
      })
  void entrySpelledOtherwiseIsRefused(String what, String otherwise) {
    assertThat(TEXT).contains(what);
    assertThat(read(TEXT.replace(what, otherwise))).isNotEqualTo("read");
  }

  @Test
  void whatStandsBehindOrIsMissingIsRefused() {
    assertThat(read(TEXT + "more\n")).startsWith("record.entry.line");
    assertThat(read(TEXT.stripTrailing())).startsWith("record.entry.line");
    assertThat(read(TEXT.replace("\n", "\r\n"))).startsWith("record.entry.first");
    assertThat(read("")).isEqualTo("record.entry.first");
    assertThat(read("truceline.org/entry@v1")).startsWith("record.entry.line");
    assertThat(Entry.read(new byte[] {(byte) 0xff})).isInstanceOf(Entry.Unreadable.class);
    assertThatThrownBy(() -> new Entry.Inside("{\n}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Entry.Inside("{\"a\":\"\u1112\u1161\"}"))
        .as("not composed")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Entry.Inside("{\"a\":\"\ud800\"}"))
        .as("half a character has no bytes")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Entry.Link("corrects", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bodyOutsideCanBeShownAndErased() throws IOException {
    Bodies bodies = new Bodies(Disk.REAL, home.resolve("bodies"));
    byte[] body = "a name and a place".getBytes(StandardCharsets.UTF_8);
    Entry.Outside one = bodies.put(body, new byte[16]);
    byte[] otherSalt = new byte[16];
    otherSalt[3] = 1;
    Entry.Outside same = bodies.put(body, otherSalt);
    assertThat(one.digest())
        .as("a guess at the body cannot be checked without the salt")
        .isNotEqualTo(same.digest());
    assertThat(bodies.find(one)).hasValue(body);
    assertThat(bodies.erase(one)).isTrue();
    assertThat(bodies.erase(one)).isFalse();
    assertThat(bodies.find(one)).isEmpty();
    assertThat(bodies.find(same)).hasValue(body);
    try (Stream<Path> files = Files.walk(home.resolve("bodies"))) {
      Path file = files.filter(Files::isRegularFile).findAny().orElseThrow();
      Files.writeString(file, "another body, put in its place");
    }
    assertThatThrownBy(() -> bodies.find(same)).isInstanceOf(IOException.class);
  }
}
