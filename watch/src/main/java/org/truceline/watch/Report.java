package org.truceline.watch;

import java.time.Instant;
import org.truceline.terms.Place;

/** What somebody or something says about where a body was at a time. */
public sealed interface Report permits Fix {
  /** The body it speaks of. */
  String track();

  /** When the body was there. */
  Instant time();

  /** Where it is said to have been. */
  Place place();
}
