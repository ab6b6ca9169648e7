package org.truceline.app.desk;

import org.truceline.console.view.EntryShown;
import org.truceline.console.view.Proof;
import org.truceline.console.view.Said;
import org.truceline.record.Entry;
import org.truceline.terms.Because;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says an entry in one row. */
final class EntryWords {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Spoken spoken;

  EntryWords(Spoken spoken) {
    this.spoken = spoken;
  }

  EntryShown row(long index, Entry entry, Proof proof) {
    return new EntryShown(
        index,
        kind(entry.kind()),
        entry.known(),
        entry.written(),
        entry.author(),
        summary(entry),
        proof);
  }

  private Said kind(Entry.Kind kind) {
    return switch (kind) {
      case Entry.Observed() -> spoken.of("app.entry.observed");
      case Entry.Assessed() -> spoken.of("app.entry.assessed");
      case Entry.Done() -> spoken.of("app.entry.done");
      case Entry.ClaimedBy(var party) -> spoken.of("app.entry.claimed-by", Because.text(party));
    };
  }

  private Said summary(Entry entry) {
    JsonNode body = body(entry);
    return switch (entry.subject()) {
      case Scribe.REPORTS ->
          spoken.of(
              "app.entry.reports",
              Because.count(
                  entry.body() instanceof Entry.Outside(var digest, var bytes) ? bytes : 0));
      case Scribe.JUDGEMENTS ->
          spoken.of(
              "app.entry.judgements",
              Because.count(body.path("judged").size()),
              Because.count(body.path("episodes").size()),
              Because.count(body.path("setAside").size()));
      case Scribe.SILENCE ->
          spoken.of("app.entry.silence", Because.count(body.path("silent").size()));
      case Scribe.SOUND_SILENCED ->
          spoken.of("app.entry.sound-silenced", Because.text(body.path("episode").asString("")));
      case Scribe.DESK_OPENED -> spoken.of("app.entry.desk-opened");
      default -> spoken.of("app.entry.other", Because.text(entry.subject()));
    };
  }

  private static JsonNode body(Entry entry) {
    if (entry.body() instanceof Entry.Inside(var json)) {
      try {
        return MAPPER.readTree(json);
      } catch (JacksonException notOurs) {
        return MAPPER.createObjectNode();
      }
    }
    return MAPPER.createObjectNode();
  }
}
