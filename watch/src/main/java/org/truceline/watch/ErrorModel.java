package org.truceline.watch;

/**
 * What is known beforehand of how receivers err and how bodies move. docs/inside/judging.md names
 * the studies behind each figure.
 *
 * @param whiteShare share of a fix's error variance that is new with every fix, 0 to 1; the rest
 *     wanders slowly and is common to neighbouring fixes
 * @param rawWhiteShare the same share for a receiver that gives out its fixes unfiltered
 * @param raw share of receivers that do
 * @param slowShare share of the variance that wanders so slowly that no track averages it out
 * @param biasSeconds time over which the wandering part of the error forgets itself by a factor e
 * @param wordSeconds how long a receiver errs as it does; then its surroundings may be others
 * @param optimist how many times too good an optimistic receiver states its accuracy
 * @param optimists share of receivers that do
 * @param leapt share of the time in which a receiver's error has leapt (another path of the signal,
 *     another set of satellites)
 * @param leapSeconds how long that lasts on average
 * @param straying share of fixes that stray alone
 * @param restWanderMetres how far a body at rest shifts in a second, as a standard deviation
 * @param walkMetresPerSecond standard deviation of a walker's velocity, each way
 * @param walkSeconds time over which a walker's velocity forgets itself by a factor e
 * @param rideMetresPerSecond the same of a vehicle or a boat
 * @param rideSeconds the same of a vehicle or a boat
 * @param restSeconds how long a rest lasts on average
 * @param walkForSeconds how long a walk lasts before a rest
 * @param rideForSeconds how long a ride lasts, and how long a walk before a ride
 */
public record ErrorModel(
    double whiteShare,
    double rawWhiteShare,
    double raw,
    double slowShare,
    double biasSeconds,
    double wordSeconds,
    double optimist,
    double optimists,
    double leapt,
    double leapSeconds,
    double straying,
    double restWanderMetres,
    double walkMetresPerSecond,
    double walkSeconds,
    double rideMetresPerSecond,
    double rideSeconds,
    double restSeconds,
    double walkForSeconds,
    double rideForSeconds) {
  /** A receiver that is wrong from the start and cannot know it: how often, and by how much. */
  public static final double GROSS_SHARE = 0.005;

  /** Standard deviation of the error of a receiver that is grossly wrong, in metres. */
  public static final double GROSS_SIGMA_METRES = 150;

  public ErrorModel {
    require(whiteShare > 0 && whiteShare < 1, "whiteShare", whiteShare);
    require(slowShare >= 0 && slowShare < 1, "slowShare", slowShare);
    require(wordSeconds > 0, "wordSeconds", wordSeconds);
    require(biasSeconds > 0, "biasSeconds", biasSeconds);
    require(optimist > 1, "optimist", optimist);
    require(optimists >= 0 && optimists < 1, "optimists", optimists);
    require(leapt > 0 && leapt < 1, "leapt", leapt);
    require(leapSeconds > 0, "leapSeconds", leapSeconds);
    require(straying > 0 && straying < 1, "straying", straying);
    require(walkSeconds > 0 && rideSeconds > 0, "walkSeconds", walkSeconds);
    require(restSeconds > 0 && walkForSeconds > 0, "restSeconds", restSeconds);
    require(rideForSeconds > 0, "rideForSeconds", rideForSeconds);
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new IllegalArgumentException("an error model with " + name + " " + value);
    }
  }

  /** The model for receivers that people carry and vehicles have. */
  public static ErrorModel usual() {
    return new ErrorModel(
        0.05, 0.8, 0.1, 0.25, 60, 600, 2.5, 0.25, 0.03, 20, 0.002, 0.03, 0.9, 30, 8, 40, 600, 300,
        600);
  }
}
