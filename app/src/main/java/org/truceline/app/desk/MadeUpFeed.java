package org.truceline.app.desk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.truceline.app.mission.Mission;
import org.truceline.sources.Item;
import org.truceline.sources.Origin;
import org.truceline.sources.wire.Original;
import org.truceline.watch.Fix;

/** Hands a made-up day in at a desk, faster than days go. */
public final class MadeUpFeed implements AutoCloseable {
  /** The day goes so many times as fast as the clock on the wall. */
  private static final int TIMES = 20;

  private static final long SEED = 20261125;

  private final Desk desk;
  private final MadeUpDay day;
  private final DayClock clock;
  private final ScheduledExecutorService work =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("made-up-day").daemon().factory());

  private MadeUpFeed(Desk desk, MadeUpDay day, DayClock clock) {
    this.desk = desk;
    this.day = day;
    this.clock = clock;
  }

  /** The clock of a made-up day: it begins when it is made, and goes faster. */
  public static final class DayClock implements InstantSource {
    private final InstantSource wall;
    private final Instant begun;

    /** A day that begins now. */
    public DayClock(InstantSource wall) {
      this.wall = wall;
      this.begun = wall.instant();
    }

    @Override
    public Instant instant() {
      return begun.plus(Duration.between(begun, wall.instant()).multipliedBy(TIMES));
    }
  }

  /** Begins to hand in; the first of it has been handed in when this returns. */
  public static MadeUpFeed start(Desk desk, Mission mission, DayClock clock) {
    var line = mission.book().versions().getFirst().line();
    MadeUpFeed feed = new MadeUpFeed(desk, new MadeUpDay(line, mission.policy(), SEED), clock);
    long eachMs = MadeUpDay.EACH.toMillis() / TIMES;
    feed.hand();
    var _ = feed.work.scheduleAtFixedRate(feed::hand, eachMs, eachMs, TimeUnit.MILLISECONDS);
    return feed;
  }

  private void hand() {
    Instant now = clock.instant();
    List<Arrival.Piece> pieces =
        day.at(clock.begun, now).stream().map(fix -> piece(fix, now)).toList();
    var _ = desk.reports(new Arrival("made-up", "made-up", now, pieces));
  }

  private static Arrival.Piece piece(Fix fix, Instant now) {
    byte[] original = ReportJson.of(fix).toString().getBytes(StandardCharsets.UTF_8);
    return new Arrival.Piece(
        "", Original.of(original), List.of(new Item.Brought(new Origin("made-up", 0), fix, now)));
  }

  @Override
  public void close() {
    work.shutdown();
  }
}
