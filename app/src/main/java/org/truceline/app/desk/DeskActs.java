package org.truceline.app.desk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.truceline.console.Acts;
import org.truceline.console.Asker;
import org.truceline.console.Piece;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.TrackReader;
import org.truceline.sources.wire.Original;
import org.truceline.terms.Because;

/** What consoles and senders over HTTP change at the desk. */
final class DeskActs implements Acts {
  private static final String HTTP = "http";

  /** Nobody waits longer for an answer; what was handed in may be Written all the same. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Desk desk;
  private final InstantSource clock;
  private final Spoken spoken;

  DeskActs(Desk desk, InstantSource clock, Spoken spoken) {
    this.desk = desk;
    this.clock = clock;
    this.spoken = spoken;
  }

  @Override
  public List<Answer> report(Asker by, List<Piece> pieces) {
    List<byte[]> bytes = pieces.stream().map(Piece::bytes).toList();
    List<List<Item>> items = read(bytes);
    List<Arrival.Piece> read = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      read.add(new Arrival.Piece(pieces.get(i).key(), Original.of(bytes.get(i)), items.get(i)));
    }
    return wait(desk.reports(new Arrival(HTTP, by.id(), clock.instant(), read)), pieces.size())
        .stream()
        .map(this::answer)
        .toList();
  }

  /** Reads all pieces at once, as rows of JSON. */
  private static List<List<Item>> read(List<byte[]> pieces) {
    List<List<Item>> items = new ArrayList<>();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      items.add(new ArrayList<>());
      // The reader counts lines; in JSON a line's end is a space like any other.
      rows.writeBytes(oneLine(piece));
      rows.write('\n');
    }
    try {
      TrackReader.readRows(
          HTTP,
          new ByteArrayInputStream(rows.toByteArray()),
          Limits.USUAL,
          item -> items.get((int) Math.max(0, item.origin().line() - 1)).add(item));
    } catch (IOException never) {
      throw new UncheckedIOException("bytes in memory can be read", never);
    }
    return items;
  }

  private static byte[] oneLine(byte[] piece) {
    byte[] line = piece.clone();
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n' || line[i] == '\r') {
        line[i] = ' ';
      }
    }
    return line;
  }

  @Override
  public Answer silence(Asker by, String episode) {
    return answer(wait(desk.silence(by.id(), episode).thenApply(List::of), 1).getFirst());
  }

  private List<Handed.Answer> wait(CompletableFuture<List<Handed.Answer>> answer, int count) {
    Because why = Because.of("app.desk.slow");
    try {
      return answer.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException late) {
      // It is not known whether it will be Written; with a key the sender may come again safely.
    }
    return java.util.Collections.nCopies(count, new Handed.Later(Desk.COME_AGAIN, why));
  }

  private Answer answer(Handed.Answer answer) {
    return switch (answer) {
      case Handed.Written(var index) -> new Accepted(index);
      case Handed.Known(var index) -> new Known(index);
      case Handed.Refused(var because) -> new Refused(spoken.of(because));
      case Handed.Later(var after, var because) ->
          because.message().equals("app.desk.full")
              ? new TooMany(after)
              : new Unavailable(after, spoken.of(because));
      case Handed.Open() -> throw new IllegalStateException("an answer that was never given");
    };
  }
}
