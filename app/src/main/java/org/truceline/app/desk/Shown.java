package org.truceline.app.desk;

import org.truceline.record.Entry;
import org.truceline.record.note.SignedCheckpoint;

/** Whoever watches what the desk does: consoles, read models. Called on the desk's own thread. */
public interface Shown {
  /** Nobody watches. */
  Shown TO_NOBODY =
      new Shown() {
        @Override
        public void written(long index, Entry entry) {}

        @Override
        public void changed(Change change) {}

        @Override
        public void sealed(SignedCheckpoint checkpoint) {}
      };

  /** An entry is Written. */
  void written(long index, Entry entry);

  /** Something follows from an entry, and is Written too. */
  void changed(Change change);

  /** Everything up to a checkpoint is Sealed. */
  void sealed(SignedCheckpoint checkpoint);
}
