package org.truceline.console.view;

import org.truceline.console.view.RecordView.CheckpointShown;

/** Something that consoles show at once. Each holds the whole of what it speaks of. */
public sealed interface Happening {
  /** A track was heard, or has fallen silent. */
  record TrackHeard(TrackShown track) implements Happening {}

  /** A track is no longer shown. */
  record TrackGone(String id) implements Happening {}

  /** An episode began, changed, was silenced or closed. */
  record EpisodeChanged(EpisodeShown episode) implements Happening {}

  /** An episode was unmade by a late report. */
  record EpisodeGone(String id) implements Happening {}

  /** An entry was written. */
  record EntryWritten(EntryShown entry) implements Happening {}

  /** A checkpoint was signed or cosigned; every entry below its size is sealed or witnessed. */
  record Sealed(CheckpointShown checkpoint) implements Happening {}

  /** The line, its markers or its policy changed: the snapshots of both must be read again. */
  record LineChanged() implements Happening {}
}
