package org.truceline.app.compare;

import java.io.Writer;
import java.util.List;
import org.truceline.app.Words;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparison;
import org.truceline.line.Salient;
import org.truceline.terms.Place;

/** A comparison for a globe, as KML 2.2. */
public final class CompareKml {
  /** Colours of lines as KML writes them: opacity, blue, green, red. */
  private static final List<String> COLOURS =
      List.of("ff1e26b3", "ffb45f1a", "ff2a7a2a", "ffff3f8a", "ff00618a", "ff85720b");

  private CompareKml() {}

  /** Writes it. */
  public static void write(CompareReport report, Words words, Writer to) {
    var language = words.language();
    Xml xml = new Xml(to);
    xml.open("kml", "xmlns", "http://www.opengis.net/kml/2.2").open("Document");
    xml.element("name", report.mission().name().in(language));
    xml.element("description", report.mission().notice().in(language));
    List<Mission.Drawing> drawings = report.drawings();
    for (int i = 0; i < drawings.size(); i++) {
      Mission.Drawing drawing = drawings.get(i);
      xml.open("Placemark")
          .element("name", drawing.version().id().text())
          .element("description", drawing.title().in(language) + ". " + drawing.attribution())
          .open("Style")
          .open("LineStyle")
          .element("color", COLOURS.get(i % COLOURS.size()))
          .element("width", "2")
          .close()
          .close();
      line(xml, drawing.version().line().places());
    }
    for (Comparison pair : report.pairs()) {
      xml.open("Placemark")
          .element("name", pair.a() + " / " + pair.b())
          .element("description", words.say("compare.max") + " " + Words.metres(pair.maxMetres()))
          .open("Point")
          .element("coordinates", coordinates(pair.maxAt().place()))
          .close()
          .close();
    }
    for (Salient salient : report.salients()) {
      xml.open("Placemark")
          .element("name", CompareGpx.name(salient))
          .element("description", CompareGpx.depth(salient, words));
      line(xml, List.of(salient.from(), salient.to()));
    }
    xml.close().close().end();
  }

  /** The line of a placemark, which it closes. */
  private static void line(Xml xml, List<Place> places) {
    StringBuilder text = new StringBuilder();
    for (Place place : places) {
      text.append(coordinates(place)).append(' ');
    }
    xml.open("LineString")
        .element("tessellate", "1")
        .element("coordinates", text.toString().strip())
        .close()
        .close();
  }

  private static String coordinates(Place place) {
    return Xml.degrees(place.lonDegrees()) + "," + Xml.degrees(place.latDegrees());
  }
}
