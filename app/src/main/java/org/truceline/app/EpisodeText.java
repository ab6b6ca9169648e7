package org.truceline.app;

import java.io.PrintWriter;
import org.truceline.app.episode.Radio;
import org.truceline.app.episode.Reasons;
import org.truceline.terms.Because;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;
import org.truceline.watch.Policy;

/** Judgements as a person reads them in a terminal. */
final class EpisodeText {
  private EpisodeText() {}

  /** One fix in one line. */
  static String row(Judgement judgement, Words words) {
    return judgement.fix().track()
        + " "
        + judgement.fix().time()
        + " "
        + judgement.grade().word()
        + " "
        + words.say(judgement.belief().because());
  }

  /** One episode: the sentence for the radio, then all its reasons. */
  static void print(
      Episode episode, PlaceNames names, Policy policy, Words words, PrintWriter out) {
    Language language = words.language();
    out.println(Radio.say(episode, names.nearest(episode.peak(), language), words));
    Because full = Reasons.inFull(episode, names.near(episode.peak(), language), policy);
    out.println("  " + words.say(full));
    below(full, "  ", words, out);
  }

  private static void below(Because because, String before, Words words, PrintWriter out) {
    for (Because part : because.parts()) {
      out.println(before + words.say(part));
      below(part, before + "  ", words, out);
    }
  }
}
