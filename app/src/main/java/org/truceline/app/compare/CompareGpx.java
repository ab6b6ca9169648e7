package org.truceline.app.compare;

import java.io.Writer;
import org.truceline.app.Words;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparison;
import org.truceline.line.Salient;
import org.truceline.terms.Because;
import org.truceline.terms.Place;

/**
 * A comparison for a surveyor's handheld, as GPX 1.1: the versions as tracks, the short cuts as
 * routes, the largest differences and the salients' tips as way points.
 */
public final class CompareGpx {
  private CompareGpx() {}

  /** Writes it. */
  public static void write(CompareReport report, Words words, Writer to) {
    var language = words.language();
    Xml xml = new Xml(to);
    xml.open(
        "gpx",
        "version",
        "1.1",
        "creator",
        "Truceline",
        "xmlns",
        "http://www.topografix.com/GPX/1/1");
    xml.open("metadata")
        .element("name", report.mission().name().in(language))
        .element("desc", report.mission().notice().in(language))
        .close();
    for (Comparison pair : report.pairs()) {
      point(
          xml,
          "wpt",
          pair.maxAt().place(),
          pair.a() + " / " + pair.b(),
          words.say("compare.max") + " " + Words.metres(pair.maxMetres()));
    }
    for (Salient salient : report.salients()) {
      point(xml, "wpt", salient.tip(), name(salient), depth(salient, words));
    }
    for (Salient salient : report.salients()) {
      xml.open("rte").element("name", name(salient)).element("desc", depth(salient, words));
      point(xml, "rtept", salient.from(), "", "");
      point(xml, "rtept", salient.to(), "", "");
      xml.close();
    }
    for (Mission.Drawing drawing : report.drawings()) {
      xml.open("trk")
          .element("name", drawing.version().id().text())
          .element("desc", drawing.title().in(language) + ". " + drawing.attribution())
          .open("trkseg");
      for (Place place : drawing.version().line().places()) {
        point(xml, "trkpt", place, "", "");
      }
      xml.close().close();
    }
    xml.close().end();
  }

  static String name(Salient salient) {
    return salient.version() + " " + Words.metres(salient.fromMetres());
  }

  static String depth(Salient salient, Words words) {
    return words.say(
        "compare.salient-short",
        Because.metres(salient.depthMetres()),
        Because.metres(salient.shortCutMetres()));
  }

  private static void point(Xml xml, String element, Place place, String name, String description) {
    xml.open(
        element, "lat", Xml.degrees(place.latDegrees()), "lon", Xml.degrees(place.lonDegrees()));
    if (!name.isEmpty()) {
      xml.element("name", name).element("desc", description);
    }
    xml.close();
  }
}
