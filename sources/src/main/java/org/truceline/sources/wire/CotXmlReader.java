package org.truceline.sources.wire;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.truceline.sources.RowReader;
import org.truceline.terms.Because;

/**
 * Reads one event of Cursor-on-Target written as XML (MITRE's event schema 2.0). What stands before
 * the event is passed over unread: an XML declaration, or the words with which a client signs in.
 */
final class CotXmlReader {
  /** Events nest five deep; drawings within them twice that. */
  private static final int DEEPEST = 50;

  private static final byte[] BEGIN = "<event".getBytes(StandardCharsets.US_ASCII);

  private CotXmlReader() {}

  /** Reads the event in these bytes, which are UTF-8. */
  static CotReading read(byte[] bytes) {
    int begin = begin(bytes);
    if (begin < 0) {
      return new CotReading.Unread(Because.of("sources.cot.no-event"));
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      int length = end(bytes) - begin;
      return new Reading(
              factory.createXMLStreamReader(
                  new ByteArrayInputStream(bytes, begin, length), "UTF-8"))
          .read();
    } catch (XMLStreamException broken) {
      String message = String.valueOf(broken.getMessage()).replace('\n', ' ').strip();
      return new CotReading.Unread(
          Because.of("sources.cot.syntax", Because.text(RowReader.cut(message, 300))));
    }
  }

  /** Where the event begins; -1 if it does not. */
  private static int begin(byte[] bytes) {
    for (int at = 0; at + BEGIN.length < bytes.length; at++) {
      int same = 0;
      while (same < BEGIN.length && bytes[at + same] == BEGIN[same]) {
        same++;
      }
      if (same == BEGIN.length && (blank(bytes[at + same]) || bytes[at + same] == '>')) {
        return at;
      }
    }
    return -1;
  }

  /** Datagrams come with line ends and zeroes behind them. */
  private static int end(byte[] bytes) {
    int end = bytes.length;
    while (blank(bytes[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean blank(byte one) {
    return one == ' ' || one == '\n' || one == '\r' || one == '\t' || one == 0;
  }

  /** One event on its way through the parser. */
  private static final class Reading {
    private final XMLStreamReader xml;
    private int depth;
    private int points;
    private String uid = "";
    private String type = "";
    private String time = "";
    private String how = "";
    private String lat = "";
    private String lon = "";
    private String ce = "";
    private String protocol = "";

    Reading(XMLStreamReader xml) {
      this.xml = xml;
    }

    CotReading read() throws XMLStreamException {
      while (xml.hasNext()) {
        switch (next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > DEEPEST) {
              throw new XMLStreamException("elements nest deeper than " + DEEPEST);
            }
            start(xml.getLocalName());
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new XMLStreamException("entities are not expanded");
          default -> {}
        }
      }
      if (points > 1) {
        return new CotReading.Unread(Because.of("sources.cot.points", Because.count(points)));
      }
      return new CotReading.Event(new CotEvent(uid, type, time, how, lat, lon, ce, protocol));
    }

    /** The parser's own failures, which it throws unchecked, are the event's fault. */
    private int next() throws XMLStreamException {
      try {
        return xml.next();
      } catch (RuntimeException failed) {
        throw new XMLStreamException(String.valueOf(failed.getMessage()), failed);
      }
    }

    private void start(String element) {
      if (depth == 1) {
        uid = attribute("uid");
        type = attribute("type");
        time = attribute("time");
        how = attribute("how");
      } else if (depth == 2 && element.equals("point")) {
        points++;
        lat = attribute("lat");
        lon = attribute("lon");
        ce = attribute("ce");
      } else if (element.equals("TakRequest")) {
        protocol = attribute("version");
      }
    }

    private String attribute(String name) {
      String value = xml.getAttributeValue(null, name);
      return value == null ? "" : value;
    }
  }
}
