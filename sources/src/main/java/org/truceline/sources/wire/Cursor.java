package org.truceline.sources.wire;

/**
 * Who remembers over a restart what was taken from a source and what was not. No source keeps a
 * file of its own for it.
 */
public sealed interface Cursor {
  /**
   * Nobody: the wire has no memory, and what passes while nobody listens is gone. Senders repeat
   * their positions.
   */
  record Nobody() implements Cursor {}

  /**
   * The broker does, in the session that it keeps under this client's id.
   *
   * @param clientId the id, which must stay the same
   */
  record AtBroker(String clientId) implements Cursor {}

  /**
   * The folder does: what lies in it is still to be taken.
   *
   * @param waiting files that lay there when it was last looked at, 0 or more
   */
  record InFolder(int waiting) implements Cursor {}
}
