package org.truceline.watch;

import java.time.Instant;

/** What somebody or something says about where a body was at a time. */
public sealed interface Report permits Fix, SightingReport {
  /** The body it speaks of. */
  String track();

  /** When the body was there. */
  Instant time();

  /** The party named with it, or the empty text where none was. */
  String party();

  /** Who or what brought it, or the empty text where nothing was said. */
  String source();
}
