package org.truceline.sources.wire;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.nio.file.Path;
import java.util.List;

/**
 * Which broker of MQTT a source listens to, and to what.
 *
 * @param version which protocol is spoken
 * @param host the broker's name or address
 * @param port its port, mostly 1883, and 8883 with TLS
 * @param clientId the id under which the broker keeps the session; it must stay the same, and no
 *     other client may have it
 * @param signIn how the source signs in
 * @param tls whether and how the connection is kept from being read
 * @param delivery how surely messages are delivered to the source
 * @param topics what it listens to; a message is read as its first topic that fits says
 */
public record MqttSettings(
    Version version,
    String host,
    int port,
    String clientId,
    SignIn signIn,
    Tls tls,
    Delivered delivery,
    List<Topic> topics) {
  /** The version of the protocol. */
  public enum Version {
    THREE_ONE_ONE,
    FIVE
  }

  /** How surely a message is delivered; a sender that asks for less gets less. */
  public enum Delivered {
    /** At least once (QoS 1): again when in doubt, which the intake knows by its key. */
    AT_LEAST_ONCE,
    /** Once (QoS 2), with twice the messages on the wire. */
    ONCE
  }

  /** What the messages of a topic hold. */
  public enum Kind {
    /** What the apps of OwnTracks send. */
    OWNTRACKS,
    /** One row of newline-delimited JSON, or several: docs/reference/wires.md. */
    ROWS
  }

  /**
   * A filter of topics.
   *
   * @param filter as MQTT writes it, such as {@code owntracks/+/+}
   * @param kind what its messages hold
   */
  public record Topic(String filter, Kind kind) {
    public Topic {
      if (filter.isEmpty()) {
        throw new IllegalArgumentException("a filter of topics is not empty");
      }
      // Says at once what is wrong with a filter.
      var _ = MqttTopicFilter.of(filter);
    }
  }

  /** How a source signs in to a broker. */
  public sealed interface SignIn {
    /** Not at all. */
    record Anonymous() implements SignIn {}

    /** With a name and a password. */
    record Password(String user, String password) implements SignIn {
      /** Never the password: it may stand in a log. */
      @Override
      public String toString() {
        return "Password[user=" + user + "]";
      }
    }
  }

  /** Whether and how a connection is kept from being read. */
  public sealed interface Tls {
    /** It is not: whoever is on the way reads along. */
    record Off() implements Tls {}

    /** By TLS, with the authorities that the JDK trusts. */
    record Usual() implements Tls {}

    /**
     * By TLS, with these authorities and no others.
     *
     * @param certificates a file of certificates in PEM
     */
    record Trusting(Path certificates) implements Tls {}
  }

  public MqttSettings {
    topics = List.copyOf(topics);
    if (clientId.isBlank() || topics.isEmpty()) {
      throw new IllegalArgumentException("a source of MQTT has a client's id and a topic");
    }
  }
}
