package org.truceline.app.compare;

import java.io.IOException;
import java.util.Locale;
import org.truceline.line.Comparison;

/** Every station of every pair as a row. */
public final class CompareCsv {
  private CompareCsv() {}

  /** Writes the rows under their header. */
  public static void write(CompareReport report, Appendable to) throws IOException {
    to.append("a,b,station_m,lon,lat,offset_m,sigma_m,agrees\n");
    for (Comparison pair : report.pairs()) {
      for (Comparison.Sample sample : pair.samples()) {
        to.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%.1f,%.7f,%.7f,%.3f,%.1f,%s\n",
                pair.a(),
                pair.b(),
                sample.stationMetres(),
                sample.place().lonDegrees(),
                sample.place().latDegrees(),
                sample.offsetMetres(),
                sample.sigmaMetres(),
                sample.agrees()));
      }
    }
  }
}
