package org.truceline.app.episode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.truceline.watch.Episode;
import org.truceline.watch.Judgement;
import org.truceline.watch.Policy;

/**
 * The judgements of a track that an episode's page shows, in the order of time: those of the
 * episode and a few beside it, where there are any. None is later than the last report.
 *
 * @param judgements the judgements, at least one
 * @param leftOut how many of the episode's fixes are not among them, because too many were kept
 */
record Trace(List<Judgement> judgements, long leftOut) {
  Trace {
    judgements = List.copyOf(judgements);
    if (judgements.isEmpty()) {
      throw new IllegalArgumentException("a trace without a judgement");
    }
  }

  /** The place of the gravest judgement among them. */
  int gravest(Episode episode) {
    for (int i = 0; i < judgements.size(); i++) {
      if (judgements.get(i).fix().equals(episode.gravest().fix())) {
        return i;
      }
    }
    return 0;
  }

  /** Whether nothing was heard for longer than the policy lets stand before a judgement. */
  boolean silentBefore(int i, Policy policy) {
    return i > 0
        && Duration.between(judgements.get(i - 1).fix().time(), judgements.get(i).fix().time())
                .toMillis()
            > policy.silentAfterSeconds() * 1_000;
  }

  /** So many of them at most, with the first, the last, the gravest and each change of grade. */
  List<Judgement> atMost(int most, Episode episode) {
    if (judgements.size() <= most) {
      return judgements;
    }
    int gravest = gravest(episode);
    int step = Math.ceilDiv(judgements.size(), most);
    List<Judgement> chosen = new ArrayList<>();
    for (int i = 0; i < judgements.size(); i++) {
      boolean turn =
          i > 0
              && chosen.size() < 2 * most
              && judgements.get(i).grade() != judgements.get(i - 1).grade();
      if (i % step == 0 || i == judgements.size() - 1 || i == gravest || turn) {
        chosen.add(judgements.get(i));
      }
    }
    return chosen;
  }
}
