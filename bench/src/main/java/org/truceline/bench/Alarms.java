package org.truceline.bench;

import java.util.ArrayList;
import java.util.List;

/** Alarms that one way of judging raises over one track, held against what was true. */
final class Alarms {
  /** An alarm this near in time to a true crossing is none that is false. */
  private static final int SLACK_SECONDS = 60;

  private final double on;
  private final double off;
  private final boolean[] truth;
  private final List<int[]> raised = new ArrayList<>();
  private boolean up;
  private int since;
  private int falseAlarms;
  private final List<Integer> delays = new ArrayList<>();

  /** Alarms raised at one probability and dropped below another, over so many seconds. */
  Alarms(double on, double off, int seconds) {
    this.on = on;
    this.off = off;
    this.truth = new boolean[seconds];
  }

  void truth(int second, boolean past) {
    truth[second] = past;
  }

  /** Whether it truly was past at any second from one to another, both among them. */
  boolean trulyPast(int from, int to) {
    boolean any = false;
    for (int second = from; second <= to; second++) {
      any |= truth[second];
    }
    return any;
  }

  void says(int second, double probability) {
    if (!up && probability >= on) {
      up = true;
      since = second;
    } else if (up && probability < off) {
      up = false;
      raised.add(new int[] {since, second});
    }
  }

  void finish() {
    if (up) {
      raised.add(new int[] {since, truth.length - 1});
    }
    for (int[] one : raised) {
      int from = Math.max(0, one[0] - SLACK_SECONDS);
      int to = Math.min(truth.length - 1, one[1] + SLACK_SECONDS);
      falseAlarms += trulyPast(from, to) ? 0 : 1;
    }
    for (int s = 1; s < truth.length; s++) {
      // A crossing that lasts some seconds; how long until the alarm that covers it.
      if (truth[s] && !truth[s - 1] && lasts(s)) {
        delay(s);
      }
    }
  }

  private boolean lasts(int second) {
    for (int s = second; s < second + 15; s++) {
      if (s >= truth.length || !truth[s]) {
        return false;
      }
    }
    for (int s = second - 15; s < second; s++) {
      if (s < 0 || truth[s]) {
        return false;
      }
    }
    return true;
  }

  private void delay(int second) {
    int best = truth.length;
    for (int[] one : raised) {
      if (one[1] >= second) {
        best = Math.min(best, Math.max(-SLACK_SECONDS, one[0] - second));
      }
    }
    delays.add(best);
  }

  int falseAlarms() {
    return falseAlarms;
  }

  /** Seconds from each crossing that lasted to the alarm that covers it. */
  List<Integer> delays() {
    return delays;
  }
}
