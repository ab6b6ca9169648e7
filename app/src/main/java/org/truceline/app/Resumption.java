package org.truceline.app;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.truceline.app.resume.Condition;
import org.truceline.sources.Item;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/** Whether a run can be taken up again once it has stopped, and how. */
interface Resumption extends ReadAhead.Pauses, AutoCloseable {
  /** What a run knows between two batches. */
  interface State {
    /** Hands on all that it has printed. */
    void flush();

    /** Writes what it knows. */
    void write(BookmarkWriter to);

    /** Takes up what was written, before anything is read. */
    void read(BookmarkReader from);
  }

  /** What tells the time now, where nobody said it: the same for all of the run. */
  InstantSource clock();

  /** Refuses to take up a run that depended on anything else. */
  void check(List<Condition> conditions, SetAside setAside);

  /** Where the run prints. */
  PrintWriter printing(PrintWriter out);

  /** The run begins, or goes on. */
  void begin(State state, Tally tally, Progress progress);

  /** Reading without what was read before. */
  Consumer<Consumer<? super Item>> reading(Consumer<Consumer<? super Item>> whole);

  /** A batch has been gathered. */
  void gathered(ReadAhead.Batch batch);

  /**
   * All that was read has been gathered.
   *
   * @param read how many items
   * @param stop whether somebody asked to stop before the end
   * @return whether the run is left as it is, to be taken up again; nothing more is printed then
   */
  boolean leaves(long read, Stop stop);

  /** The run is over and all of it is printed; or it is left, and it is said how it goes on. */
  void end();

  @Override
  void close();

  /** A run that cannot be taken up again. */
  static Resumption none() {
    return new Resumption() {
      @Override
      public InstantSource clock() {
        return InstantSource.system();
      }

      @Override
      public void check(List<Condition> conditions, SetAside setAside) {}

      @Override
      public PrintWriter printing(PrintWriter out) {
        return out;
      }

      @Override
      public void begin(State state, Tally tally, Progress progress) {}

      @Override
      public Consumer<Consumer<? super Item>> reading(Consumer<Consumer<? super Item>> whole) {
        return whole;
      }

      @Override
      public void gathered(ReadAhead.Batch batch) {}

      @Override
      public boolean leaves(long read, Stop stop) {
        return false;
      }

      @Override
      public void end() {}

      @Override
      public long from() {
        return 0;
      }

      @Override
      public boolean due() {
        return false;
      }

      @Override
      public void pause(long read) {}

      @Override
      public void close() {}
    };
  }
}
