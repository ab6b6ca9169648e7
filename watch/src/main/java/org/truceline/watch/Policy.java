package org.truceline.watch;

import java.util.Map;
import org.truceline.line.Side;
import org.truceline.terms.PartyId;

/**
 * The mission's words for when a yes or no is made; every threshold has its name in the mission
 * folder.
 *
 * @param past the side that counts as past the line for a track whose party holds neither side
 * @param homes the side that each party holds: for its tracks the other side is past the line
 * @param nearMetres a place closer than this to a version is near
 * @param probableAt probability of being past the line from which the grade is probable
 * @param nearCertainAt probability from which it is near certain
 * @param clearBelow a probability of being past any version below this leaves a place clear
 * @param unstatedSigmaMetres standard deviation taken for a report that states none
 * @param leastSigmaMetres a smaller stated error is not believed
 * @param vagueSigmaMetres with a greater error across the line a doubtful place is cannot tell
 * @param leaveBelow a crossing is left when the probability of being past any version is below this
 * @param leaveAfterFixes quieter fixes in a row that end an episode, at least 1
 * @param silentAfterSeconds after so long without a report, what was clear or open near the line is
 *     cannot tell
 */
public record Policy(
    Side past,
    Map<PartyId, Side> homes,
    double nearMetres,
    double probableAt,
    double nearCertainAt,
    double clearBelow,
    double unstatedSigmaMetres,
    double leastSigmaMetres,
    double vagueSigmaMetres,
    double leaveBelow,
    int leaveAfterFixes,
    double silentAfterSeconds) {
  /** A cannot-tell place further than this from every version opens no episode. */
  public static final double END_REACH_METRES = 2_000;

  /** Nobody who has been silent is taken to have gone faster than this, a brisk walk. */
  public static final double SILENT_METRES_PER_SECOND = 2;

  public Policy {
    homes = Map.copyOf(homes);
    require(nearMetres >= 0, "nearMetres", nearMetres);
    require(clearBelow >= 0 && clearBelow <= probableAt, "clearBelow", clearBelow);
    require(probableAt <= nearCertainAt && nearCertainAt <= 1, "nearCertainAt", nearCertainAt);
    require(unstatedSigmaMetres > 0, "unstatedSigmaMetres", unstatedSigmaMetres);
    require(leastSigmaMetres >= 0, "leastSigmaMetres", leastSigmaMetres);
    require(vagueSigmaMetres > 0, "vagueSigmaMetres", vagueSigmaMetres);
    require(leaveBelow >= 0 && leaveBelow <= probableAt, "leaveBelow", leaveBelow);
    require(leaveAfterFixes >= 1, "leaveAfterFixes", leaveAfterFixes);
    require(silentAfterSeconds > 0, "silentAfterSeconds", silentAfterSeconds);
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new IllegalArgumentException("a policy with " + name + " " + value);
    }
  }

  /** The policy where no mission folder has one. */
  public static Policy plain(Side past) {
    return new Policy(past, Map.of(), 100, 0.5, 0.95, 0.05, 15, 2, 500, 0.2, 2, 300);
  }

  /** The side that counts as past the line for a party's tracks. */
  public Side pastFor(String party) {
    if (party.isBlank() || homes.isEmpty()) {
      return past;
    }
    Side home = homes.get(new PartyId(party));
    return home == null ? past : home.other();
  }
}
