package org.truceline.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.truceline.line.Believer;
import org.truceline.line.Side;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.Place;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/**
 * The circle about a place of a track within which nothing comes near any version. Looking for the
 * nearest version costs more than all else that becomes of a fix far from the line, and most fixes
 * lie within the circle that was found for one before them.
 */
final class FreeCircle {
  /** An error is taken so many times as wide as stated: receivers err by more than they say. */
  private static final int WIDE_SIGMAS = 10;

  /** Distances within the circle are measured on a flat map, which is not quite true. */
  private static final double FLAT_SHARE = 0.99;

  private final Judge judge;

  /** Held as figures: a fix before may have left the processor's near memory long ago. */
  private double lonDegrees;

  private double latDegrees;
  private double metres;

  /** Whose versions it is free of, and which side of them it lies short of. */
  private @Nullable Believer of;

  private Side past = Side.LEFT;

  /** The time of the fix that it was found for: by it the versions are told again. */
  private @Nullable Instant foundAt;

  FreeCircle(Judge judge) {
    this.judge = judge;
  }

  /** Writes it into a bookmark: found anew it might be another, and then hold another fix. */
  void write(BookmarkWriter to) {
    to.maybe(Instant.class, foundAt);
    to.real(lonDegrees);
    to.real(latDegrees);
    to.real(metres);
    to.value(Side.class, past);
  }

  /** Takes up the one that was written. */
  void read(BookmarkReader from) {
    foundAt = from.maybe(Instant.class);
    lonDegrees = from.real();
    latDegrees = from.real();
    metres = from.real();
    past = from.value(Side.class);
    Instant at = foundAt;
    of = at == null ? null : judge.believerAt(at);
  }

  /**
   * Whether a fix, its error taken wide, lies on its own side and further than this from what is
   * near to any version; so does then every place that is no further from it.
   */
  boolean holds(Fix fix, ErrorEllipse error, Side past, double furtherMetres) {
    Believer believer = judge.believerAt(fix.time());
    double wide = WIDE_SIGMAS * error.semiMajorMetres() + furtherMetres;
    Place place = fix.place();
    if (believer == of && past == this.past) {
      double away = Ground.metres(place, lonDegrees, latDegrees);
      if (away < FLAT_SHARE * (metres - wide)) {
        return true;
      }
      if (away == 0) {
        return metres > wide;
      }
    }
    lonDegrees = place.lonDegrees();
    latDegrees = place.latDegrees();
    metres = judge.freeMetres(believer, place, past);
    of = believer;
    foundAt = fix.time();
    this.past = past;
    return metres > wide;
  }
}
