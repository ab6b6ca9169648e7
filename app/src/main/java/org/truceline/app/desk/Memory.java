package org.truceline.app.desk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truceline.app.mission.Mission;
import org.truceline.record.Bodies;
import org.truceline.record.Entry;
import org.truceline.terms.Because;
import org.truceline.watch.Report;
import org.truceline.watch.Standing;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the desk knows, made of the record's entries and of nothing else. One thread changes it;
 * any may look at it.
 */
public final class Memory {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Picture picture;
  private final Keys keys = new Keys();
  private long erased;

  Memory(Mission mission) {
    this.picture = new Picture(mission);
  }

  /** Takes a block of reports that was written. */
  synchronized Change reports(long index, Block block, Instant written) {
    keys.remember(index, block);
    List<Report> reports = new ArrayList<>();
    block.lines().forEach(line -> reports.addAll(line.reports()));
    return picture.take(index, reports, written);
  }

  synchronized List<Standing> fallenSilent(Instant now) {
    return picture.fallenSilent(now);
  }

  synchronized Change silent(long index, List<Standing> silent) {
    return picture.silent(index, silent);
  }

  synchronized Optional<Change> silenced(long index, String episode, String by, Instant when) {
    return picture.silenced(index, episode, by, when);
  }

  /** What follows from an entry on a replay, where anything may. */
  sealed interface Following {
    /** Nothing does. */
    record Nothing() implements Following {}

    /** Its body was erased, so that nobody can say. */
    record Erased() implements Following {}

    /** This does, from a block that was written then. */
    record Of(String subject, Instant written, Change change) implements Following {}
  }

  /** Takes an entry again that was written before. */
  synchronized Following replay(long index, byte[] bytes, Bodies bodies) throws IOException {
    Entry entry =
        switch (Entry.read(bytes)) {
          case Entry.Read(var read) -> read;
          case Entry.Unreadable(var because) -> throw new Unreplayable(index, because);
        };
    switch (entry.subject()) {
      case Scribe.REPORTS -> {
        Optional<byte[]> body = body(entry, bodies);
        if (body.isEmpty()) {
          erased++;
          return new Following.Erased();
        }
        return new Following.Of(
            Scribe.JUDGEMENTS,
            entry.written(),
            reports(index, Block.of(body.get()), entry.written()));
      }
      case Scribe.SILENCE -> {
        List<Standing> silent = picture.fallenSilent(entry.written());
        picture.silent(index, silent);
      }
      case Scribe.SOUND_SILENCED -> {
        if (entry.body() instanceof Entry.Inside(var json)) {
          String episode = MAPPER.readTree(json).get("episode").asString();
          picture.silenced(index, episode, entry.author(), entry.written());
        }
      }
      default -> {}
    }
    return new Following.Nothing();
  }

  private static Optional<byte[]> body(Entry entry, Bodies bodies) throws IOException {
    return switch (entry.body()) {
      case Entry.Inside(var json) ->
          Optional.of(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case Entry.Outside outside -> bodies.find(outside);
    };
  }

  /** An entry that no desk wrote. */
  static final class Unreplayable extends IOException {
    private static final long serialVersionUID = 1;

    Unreplayable(long index, Because because) {
      super("entry " + index + ": " + because.message());
    }
  }

  Keys keys() {
    return keys;
  }

  /** Looks at what is known, while nothing changes it. */
  synchronized <T> T look(Function<Picture, T> look) {
    return look.apply(picture);
  }

  synchronized Optional<String> find(String episode) {
    return picture.find(episode).map(LiveEpisode::id);
  }

  /** Blocks whose body was erased, so that nothing could follow from them again. */
  synchronized long erased() {
    return erased;
  }
}
