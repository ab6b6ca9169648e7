package org.truceline.sources;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.truceline.terms.Because;

/** Reads the track points and way points of GPX 1.0 and 1.1. */
final class GpxReader {
  /** GPX nests five deep, with extensions ten; the parser remembers every open element. */
  private static final int DEEPEST = 100;

  /** Characters of an element's text that are kept: no name or time is longer. */
  private static final int LONGEST_TEXT = 10_000;

  private final String file;
  private final Limits limits;
  private final RowReader rows;
  private final Consumer<? super Item> sink;

  private String track = "";
  private String lon = "";
  private String lat = "";
  private String time = "";
  private String name = "";
  private boolean inPoint;
  private long points;
  private long routePoints;
  private long line;
  private int depth;

  GpxReader(String file, Limits limits, Consumer<? super Item> sink) {
    this.file = file;
    this.limits = limits;
    this.rows = new RowReader(limits);
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Leash leash = new Leash(in, limits.longestItemBytes());
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(leash);
      read(xml, leash);
      if (routePoints > 0) {
        sink.accept(
            new Item.Noted(
                new Origin(file, 0),
                Because.of("sources.gpx.route-points", Because.count(routePoints))));
      }
      if (points == 0) {
        refuse(0, Because.of("sources.gpx.no-points"));
      }
    } catch (XMLStreamException broken) {
      say(broken);
    }
  }

  private void say(XMLStreamException broken) throws IOException {
    Throwable cause = broken.getNestedException();
    long at = broken.getLocation() == null ? line : broken.getLocation().getLineNumber();
    if (cause instanceof Leash.TooLong) {
      refuse(at, Because.of("sources.gpx.too-long", Because.count(limits.longestItemBytes())));
    } else if (cause instanceof IOException stopped
        && !(stopped instanceof CharConversionException)) {
      throw stopped;
    } else {
      String message = String.valueOf(broken.getMessage()).replace('\n', ' ').strip();
      refuse(at, Because.of("sources.gpx.syntax", Because.text(RowReader.cut(message, 300))));
    }
  }

  private void read(XMLStreamReader xml, Leash leash) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      int event = next(xml);
      leash.slacken();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw new XMLStreamException("elements nest deeper than " + DEEPEST, xml.getLocation());
          }
          text.setLength(0);
          start(xml);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < LONGEST_TEXT) {
            text.append(xml.getText());
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("entities are not expanded", xml.getLocation());
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          end(xml.getLocalName(), text.toString().strip());
        }
        default -> {}
      }
    }
  }

  /** The next event; the parser's own failures, which it throws unchecked, are the file's fault. */
  private static int next(XMLStreamReader xml) throws XMLStreamException {
    try {
      return xml.next();
    } catch (RuntimeException failed) {
      throw new XMLStreamException(String.valueOf(failed.getMessage()), xml.getLocation(), failed);
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
    } else if (element.equals("rtept")) {
      routePoints++;
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
            new RowReader.Words(of, time, lon, lat, "", "", "", "", "", "", "", ""),
            "lon=" + lon + " lat=" + lat + " time=" + time));
  }

  private void refuse(long at, Because reason) {
    sink.accept(rows.unreadable(new Origin(file, Math.max(0, at)), reason, ""));
  }
}
