package org.truceline.line;

import java.util.List;
import org.truceline.terms.Because;

/**
 * What is believed about one doubtful place against every version that holds.
 *
 * @param past the side that counts as past the line
 * @param versions one for each version, by precedence
 * @param pastAll probability of being past every version
 * @param pastAny probability of being past at least one
 * @param pastByRule probability of being past the line by the rule in force
 * @param beyond greatest share of the place's doubt that lies beyond an end of a version that the
 *     rule needs, where nobody can tell
 * @param rule the rule applied
 * @param decidedBy number of the identified marker that decided, or the empty text
 * @param verdict the answer in one word
 * @param because why, in the reader's language
 */
public record SideBelief(
    Side past,
    List<OfVersion> versions,
    double pastAll,
    double pastAny,
    double pastByRule,
    double beyond,
    Rule rule,
    String decidedBy,
    Verdict verdict,
    Because because) {
  public SideBelief {
    versions = List.copyOf(versions);
  }

  /**
   * The belief against one version.
   *
   * @param version the version
   * @param offsetMetres signed distance, positive on the left
   * @param stationMetres station of the nearest point
   * @param stretch name of the stretch there, or the empty text
   * @param end whether the place lies beyond an end
   * @param pastProbability probability of being past it
   * @param beyond share of the doubt beyond an end
   * @param sigmaMetres standard deviation of the offset, across the line
   */
  public record OfVersion(
      VersionId version,
      double offsetMetres,
      double stationMetres,
      String stretch,
      End end,
      double pastProbability,
      double beyond,
      double sigmaMetres) {}

  /** Past all, past some (in the strip), past none, or nobody can tell. */
  public enum Verdict {
    PAST_ALL,
    PAST_SOME,
    PAST_NONE,
    CANNOT_TELL
  }
}
