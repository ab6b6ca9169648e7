package org.truceline.sources.wire;

import org.truceline.terms.Because;

/** What a message of Cursor-on-Target was read as. */
sealed interface CotReading {
  /** An event. */
  record Event(CotEvent event) implements CotReading {}

  /** Nothing but what the protocol itself needs. */
  record Upkeep() implements CotReading {}

  /** It could not be read. */
  record Unread(Because reason) implements CotReading {}
}
