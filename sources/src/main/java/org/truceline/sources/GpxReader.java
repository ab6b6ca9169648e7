package org.truceline.sources;

import java.io.InputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.truceline.terms.Because;

/** Reads the track points and way points of GPX 1.0 and 1.1. */
final class GpxReader {
  private final String file;
  private final RowReader rows;
  private final Consumer<? super Item> sink;

  private String track = "";
  private String lon = "";
  private String lat = "";
  private String time = "";
  private String name = "";
  private boolean inPoint;
  private long points;
  private long line;

  GpxReader(String file, Limits limits, Consumer<? super Item> sink) {
    this.file = file;
    this.rows = new RowReader(limits);
    this.sink = sink;
  }

  void read(InputStream in) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      read(xml);
      if (points == 0) {
        refuse(0, Because.of("sources.gpx.no-points"), "");
      }
    } catch (XMLStreamException broken) {
      refuse(
          broken.getLocation() == null ? line : broken.getLocation().getLineNumber(),
          Because.of("sources.gpx.syntax", Because.text(oneLine(broken))),
          "");
    }
  }

  private static String oneLine(Exception broken) {
    String message = String.valueOf(broken.getMessage());
    return message.replace('\n', ' ').strip();
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          text.setLength(0);
          start(xml);
        }
        case XMLStreamConstants.CHARACTERS -> {
          if (text.length() < 10_000) {
            text.append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName(), text.toString().strip());
        default -> {}
      }
    }
  }

  private void start(XMLStreamReader xml) {
    String element = xml.getLocalName();
    if (element.equals("trk")) {
      track = "";
    } else if (element.equals("trkpt") || element.equals("wpt")) {
      inPoint = true;
      line = xml.getLocation().getLineNumber();
      lon = attribute(xml, "lon");
      lat = attribute(xml, "lat");
      time = "";
      name = "";
    }
  }

  private static String attribute(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }

  private void end(String element, String text) {
    switch (element) {
      case "name" -> {
        if (inPoint) {
          name = text;
        } else {
          track = text;
        }
      }
      case "time" -> {
        if (inPoint) {
          time = text;
        }
      }
      case "trkpt" -> point(track);
      case "wpt" -> point(name);
      default -> {}
    }
  }

  private void point(String of) {
    inPoint = false;
    points++;
    sink.accept(
        rows.read(
            new Origin(file, line),
            new RowReader.Words(of, time, lon, lat, "", "", "", "", "", ""),
            "lon=" + lon + " lat=" + lat + " time=" + time));
  }

  private void refuse(long at, Because reason, String original) {
    sink.accept(rows.unreadable(new Origin(file, Math.max(0, at)), reason, original));
  }
}
