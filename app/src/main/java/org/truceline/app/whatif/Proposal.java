package org.truceline.app.whatif;

import java.util.List;
import org.truceline.app.mission.Tolerance;
import org.truceline.line.LineBook;
import org.truceline.line.Rule;
import org.truceline.line.Version;
import org.truceline.watch.Policy;

/**
 * What somebody proposes instead of what is in force.
 *
 * @param book the line and the rules as proposed
 * @param policy the policy as proposed
 * @param candidates the proposed line, or none where the line stays
 * @param beside whether it stands beside the versions in force, and not in their stead
 * @param rules the rule that is proposed for all days, or none where the rules stay
 * @param tolerances the tolerances that are to be others
 */
public record Proposal(
    LineBook book,
    Policy policy,
    List<Version> candidates,
    boolean beside,
    List<Rule> rules,
    List<Changed> tolerances) {
  public Proposal {
    candidates = List.copyOf(candidates);
    rules = List.copyOf(rules);
    tolerances = List.copyOf(tolerances);
    if (candidates.isEmpty() && rules.isEmpty() && tolerances.isEmpty()) {
      throw new IllegalArgumentException("a proposal of nothing");
    }
  }

  /**
   * A tolerance that is to be another.
   *
   * @param tolerance which
   * @param inForce its value in the mission folder
   * @param proposed its value as proposed
   */
  public record Changed(Tolerance tolerance, double inForce, double proposed) {}
}
