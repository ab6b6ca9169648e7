package org.truceline.app.resume;

import java.time.Instant;
import org.truceline.sources.Item;
import org.truceline.watch.Accuracy;
import org.truceline.watch.Fix;
import org.truceline.watch.Report;
import org.truceline.watch.SightingReport;

/**
 * What tells the items read so far from any others, in one number: what is passed over when a run
 * is taken up must be what was judged before. It finds what changed by mistake; against a forger it
 * is no help.
 */
public final class ReadSoFar {
  /** Odd, and without a pattern: the golden ratio's fraction (SplitMix64). */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private long fingerprint;

  /** After items of which this is the number. */
  public ReadSoFar(long fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** The number. */
  public long fingerprint() {
    return fingerprint;
  }

  /** One more item. */
  public void add(Item item) {
    switch (item) {
      case Item.Brought(var origin, var report, var received) -> {
        add(report);
        add(received);
      }
      case Item.Unreadable(var origin, var reason, var original) -> {
        add(reason.message().hashCode());
        add(original.hashCode());
      }
      case Item.Noted(var origin, var note) -> add(note.message().hashCode());
    }
  }

  private void add(Report report) {
    switch (report) {
      case Fix fix -> {
        add(fix.track().hashCode());
        add(fix.time());
        add(fix.place().lonDegrees());
        add(fix.place().latDegrees());
        switch (fix.accuracy()) {
          case Accuracy.Stated(var ellipse) -> {
            add(ellipse.semiMajorMetres());
            add(ellipse.semiMinorMetres());
            add(ellipse.orientationDegrees());
          }
          case Accuracy.Unstated() -> add(1);
          case Accuracy.Sighted sighted -> add(sighted.toString().hashCode());
        }
        add(fix.party().hashCode());
        add(fix.source().hashCode());
        add(fix.alarm().name().hashCode());
      }
      case SightingReport sighting -> add(sighting.toString().hashCode());
    }
  }

  private void add(Instant time) {
    add(time.getEpochSecond());
    add(time.getNano());
  }

  private void add(double number) {
    add(Double.doubleToLongBits(number));
  }

  private void add(long number) {
    long mixed = (fingerprint ^ number) * SPREAD;
    fingerprint = mixed ^ (mixed >>> 32);
  }
}
