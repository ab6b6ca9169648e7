package org.truceline.watch;

import java.util.ArrayList;
import java.util.List;
import org.truceline.terms.Because;

/** What is said of a fix beside its grade. */
final class Remarks {
  private Remarks() {}

  /**
   * Of a fix that has been taken, the weightiest first.
   *
   * @param silenceSeconds how long nothing had been heard before it
   * @param silentAfterSeconds a silence is said if it is longer
   */
  static List<Because> of(
      Fix fix, Motion motion, double silenceSeconds, double silentAfterSeconds) {
    List<Because> remarks = new ArrayList<>();
    Because.Time time = new Because.Time(fix.time());
    if (fix.accuracy() instanceof Accuracy.Sighted(var _, var sighting, var _, var _)) {
      said(sighting, remarks);
    }
    if (fix.alarm() == Fix.Alarm.SPOOFING) {
      remarks.add(Because.of("watch.alarm.spoofing", time));
    } else if (fix.alarm() == Fix.Alarm.JAMMING) {
      remarks.add(Because.of("watch.alarm.jamming", time));
    }
    if (motion.leapt()) {
      remarks.add(Because.of("watch.leap", time, Because.metres(motion.offMetres())));
    }
    if (silenceSeconds > silentAfterSeconds) {
      remarks.add(Because.of("watch.silence-before", time, Because.count((long) silenceSeconds)));
    }
    return remarks;
  }

  /** What an observer says; the same words are said once in an episode. */
  private static void said(SightingReport sighting, List<Because> remarks) {
    remarks.add(
        Because.of(
            "watch.sighting",
            new Because.Time(sighting.time()),
            Because.text(sighting.post()),
            Because.text(sighting.bearingText()),
            Because.metres(sighting.rangeMetres()),
            new Because.Phrase(sighting.count().said())));
    if (!sighting.seen().isBlank()) {
      remarks.add(Because.of("watch.sighting.seen", Because.text(sighting.seen())));
    }
    if (!sighting.carried().isBlank()) {
      remarks.add(Because.of("watch.sighting.carried", Because.text(sighting.carried())));
    }
  }
}
