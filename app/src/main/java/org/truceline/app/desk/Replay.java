package org.truceline.app.desk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.truceline.app.mission.Mission;
import org.truceline.record.Bodies;
import org.truceline.record.Disk;
import org.truceline.record.Entry;
import org.truceline.record.TileFolder;
import org.truceline.record.tree.Frontier;
import org.truceline.record.tree.Hash;
import org.truceline.record.tree.StrictBase64;
import org.truceline.record.tree.Tile;
import org.truceline.terms.Because;

/**
 * Lives a record again: gives the same reports, deeds, times and chance to the same rules, writes
 * what follows from them anew, and holds it against what was written then, byte for byte.
 */
public final class Replay {
  private final Memory memory;
  private final Bodies bodies;
  private final Deque<Due> due = new ArrayDeque<>();
  private final Frontier frontier = new Frontier();
  private long again;
  private long erased;
  private @Nullable Because difference;

  /** What must be written next. */
  private record Due(String subject, long about, Change change) {}

  private Replay(Mission mission, Bodies bodies) {
    this.memory = new Memory(mission);
    this.bodies = bodies;
  }

  /**
   * What a replay found.
   *
   * @param entries entries looked at
   * @param again entries that were written anew, and came out the same
   * @param erased blocks whose bodies were erased: what follows from them nobody can say again
   * @param root the root over the entries as the replay has them
   * @param difference the first entry that came out otherwise, if any
   */
  public record Found(
      long entries, long again, long erased, Hash root, Optional<Because> difference) {}

  /**
   * Replays the Sealed entries of a record.
   *
   * @param size how many
   * @param progress is told how many have been looked at
   */
  public static Found of(
      Mission mission, TileFolder files, Bodies bodies, long size, LongConsumer progress)
      throws IOException {
    Replay replay = new Replay(mission, bodies);
    for (long start = 0; start < size && replay.difference == null; start += Tile.FULL) {
      long index = start;
      for (byte[] entry : files.entries(Tile.over(start, size))) {
        if (replay.difference == null) {
          replay.take(index++, entry);
        }
      }
      progress.accept(index);
    }
    return new Found(
        replay.frontier.size(),
        replay.again,
        replay.erased,
        replay.frontier.root(),
        Optional.ofNullable(replay.difference));
  }

  private void take(long index, byte[] written) throws IOException {
    Entry entry =
        switch (Entry.read(written)) {
          case Entry.Read(var read) -> read;
          case Entry.Unreadable(var because) -> throw new Memory.Unreplayable(index, because);
        };
    byte[] anew = written;
    if (entry.kind() instanceof Entry.Assessed) {
      Optional<byte[]> out = anew(index, entry);
      if (out.isEmpty()) {
        return;
      }
      anew = out.get();
      again++;
    } else if (!due.isEmpty()) {
      differs(index, "app.replay.missing", due.getFirst().subject());
      return;
    }
    if (!java.util.Arrays.equals(anew, written)) {
      differs(index, "app.replay.other", entry.subject());
      return;
    }
    frontier.append(Hash.ofLeaf(anew));
    switch (memory.replay(index, written, bodies)) {
      case Memory.Following.Nothing() -> {}
      case Memory.Following.Erased() -> erased++;
      case Memory.Following.Of(var subject, var when, var change) -> {
        if (change.isNews()) {
          due.addLast(new Due(subject, index, change));
        }
      }
    }
  }

  /** The entry as it is written anew, with the time and the chance of then. */
  private Optional<byte[]> anew(long index, Entry entry) throws IOException {
    if (entry.subject().equals(Scribe.SILENCE)) {
      String json = SilenceJson.of(memory.fallenSilent(entry.written()));
      return Optional.of(assessed(index, entry, Scribe.SILENCE, -1, json));
    }
    if (due.isEmpty()) {
      if (erased > 0) {
        // What follows from a block that was erased is taken as it stands.
        return Optional.of(entry.bytes());
      }
      differs(index, "app.replay.unexpected", entry.subject());
      return Optional.empty();
    }
    Due next = due.removeFirst();
    return Optional.of(assessed(index, entry, next.subject(), next.about(), next.change().json()));
  }

  private byte[] assessed(long index, Entry then, String subject, long about, String json)
      throws IOException {
    byte[] salt =
        StrictBase64.decode(then.salt())
            .orElseThrow(() -> new IllegalStateException("an entry's salt is base64"));
    Entry.Body body =
        switch (then.body()) {
          case Entry.Inside inside -> new Entry.Inside(json);
          case Entry.Outside outside -> same(outside, json);
        };
    return new Scribe(() -> salt).assessed(index, subject, about, body, then.written()).bytes();
  }

  /** The digest of a body outside, if the body that lies there says just this. */
  private Entry.Body same(Entry.Outside outside, String json) throws IOException {
    Optional<byte[]> lies = bodies.find(outside);
    byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return lies.isEmpty() || java.util.Arrays.equals(lies.get(), bytes)
        ? outside
        : new Entry.Outside(Hash.OF_NOTHING, bytes.length);
  }

  private void differs(long index, String message, String subject) {
    difference = Because.of(message, Because.count(index), Because.text(subject));
  }

  /** The bodies of a record's folder. */
  public static Bodies bodies(java.nio.file.Path desk) {
    return new Bodies(Disk.REAL, desk.resolve("bodies"));
  }
}
