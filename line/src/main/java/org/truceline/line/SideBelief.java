package org.truceline.line;

import java.util.ArrayList;
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
 * @param ruled whether the mission names a rule for the day; without one {@link Rule} has a default
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
    boolean ruled) {
  public SideBelief {
    versions = List.copyOf(versions);
  }

  /** Why, in the reader's language. */
  public Because because() {
    List<Because> parts = new ArrayList<>();
    parts.add(
        decidedBy.isEmpty()
            ? ruleReason(rule)
            : Because.of("line.rule.marker", Because.text(decidedBy)));
    if (!ruled) {
      parts.add(Because.of("line.rule.none"));
    }
    for (SideBelief.OfVersion one : versions) {
      parts.add(versionReason(one));
    }
    String key =
        switch (verdict) {
          case PAST_ALL -> "line.belief.past-all";
          case PAST_SOME -> "line.belief.past-some";
          case PAST_NONE -> "line.belief.past-none";
          case CANNOT_TELL -> "line.belief.cannot-tell";
        };
    return Because.of(key, Because.percent(pastByRule)).with(parts);
  }

  private static Because ruleReason(Rule rule) {
    return switch (rule) {
      case Rule.MarkersFirst() -> Because.of("line.rule.markers-first");
      case Rule.EveryVersion() -> Because.of("line.rule.every-version");
      case Rule.AnyVersion() -> Because.of("line.rule.any-version");
      case Rule.OneVersion(var id) -> Because.of("line.rule.one-version", Because.text(id.text()));
    };
  }

  private static Because versionReason(SideBelief.OfVersion one) {
    Because.Value id = Because.text(one.version().text());
    Because.Value away = Because.metres(Math.abs(one.offsetMetres()));
    if (one.end() != End.NONE) {
      return Because.of("line.version.beyond", id, away);
    }
    return Because.of(
        one.offsetMetres() >= 0 ? "line.version.left" : "line.version.right",
        id,
        away,
        Because.metres(one.stationMetres()),
        Because.percent(one.pastProbability()),
        Because.metres(one.sigmaMetres()));
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
