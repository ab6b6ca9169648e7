package org.truceline.app.compare;

import java.io.Writer;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of an XML file; a failing disk is the writer's to report. */
final class Xml {
  private final XMLStreamWriter xml;

  Xml(Writer to) {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to);
      xml.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Opens an element with attributes given as name, value, name, value …. */
  Xml open(String element, String... attributes) {
    try {
      xml.writeCharacters("\n");
      xml.writeStartElement(element);
      for (int i = 0; i < attributes.length; i += 2) {
        xml.writeAttribute(attributes[i], attributes[i + 1]);
      }
      return this;
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
  }

  Xml text(String text) {
    try {
      xml.writeCharacters(legal(text));
      return this;
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
  }

  Xml close() {
    try {
      xml.writeEndElement();
      return this;
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
  }

  Xml element(String name, String text) {
    return open(name).text(text).close();
  }

  void end() {
    try {
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static String degrees(double degrees) {
    return String.format(Locale.ROOT, "%.8f", degrees);
  }

  /** XML 1.0 has no way to write most control characters. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder();
    text.codePoints()
        .filter(c -> c >= ' ' || c == '\n' || c == '\t')
        .filter(c -> c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF))
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }
}
