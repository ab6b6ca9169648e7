package org.truceline.app.desk;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truceline.app.Words;
import org.truceline.console.view.Said;
import org.truceline.console.view.StatusView;
import org.truceline.console.view.StatusView.SourceShown;
import org.truceline.sources.Limits;
import org.truceline.sources.wire.AisTcp;
import org.truceline.sources.wire.CotMeaning;
import org.truceline.sources.wire.CotTcp;
import org.truceline.sources.wire.CotUdp;
import org.truceline.sources.wire.DropFolder;
import org.truceline.sources.wire.Health;
import org.truceline.sources.wire.Intake;
import org.truceline.sources.wire.MqttSettings;
import org.truceline.sources.wire.MqttSource;
import org.truceline.sources.wire.NmeaMeaning;
import org.truceline.sources.wire.Source;
import org.truceline.sources.wire.WireLimits;
import org.truceline.terms.Because;

/** The wires of a desk: started with it, shown on its status page, closed before it. */
public final class Wires implements AutoCloseable {
  /** A file that nobody has written to for so long is whole. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final List<Source> sources;
  private final Spoken spoken;

  private Wires(List<Source> sources, Spoken spoken) {
    this.sources = List.copyOf(sources);
    this.spoken = spoken;
  }

  /** A wire that a desk is told to open. */
  public sealed interface Wire {
    /** Cursor-on-Target over TCP, listening here. */
    record CotOverTcp(String host, int port) implements Wire {}

    /** Cursor-on-Target over UDP, listening here. */
    record CotOverUdp(String host, int port) implements Wire {}

    /** AIS and NMEA over TCP from a server. */
    record Ais(String host, int port) implements Wire {}

    /** Files dropped into a folder. */
    record Dropped(Path folder) implements Wire {}

    /** A broker of MQTT. */
    record Mqtt(MqttSettings settings) implements Wire {}
  }

  /** Wires that are not started yet. */
  static Wires of(
      List<Wire> wires, Intake intake, InstantSource clock, Words words, Spoken spoken) {
    List<Source> sources = new ArrayList<>();
    for (Wire wire : wires) {
      String id = "wire-" + (sources.size() + 1) + "-" + word(wire);
      sources.add(source(id, wire, intake, clock, words));
    }
    return new Wires(sources, spoken);
  }

  /** Starts them. */
  void start() {
    sources.forEach(Source::start);
  }

  private static String word(Wire wire) {
    return wire.getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  private static Source source(
      String id, Wire wire, Intake intake, InstantSource clock, Words words) {
    return switch (wire) {
      case Wire.CotOverTcp(var host, var port) ->
          new CotTcp(
              id,
              new InetSocketAddress(host, port),
              CotMeaning.usual(),
              WireLimits.USUAL,
              intake,
              clock);
      case Wire.CotOverUdp(var host, var port) ->
          new CotUdp(
              id,
              new InetSocketAddress(host, port),
              CotMeaning.usual(),
              WireLimits.USUAL,
              intake,
              clock);
      case Wire.Ais(var host, var port) ->
          new AisTcp(id, host, port, NmeaMeaning.usual(), WireLimits.USUAL, intake, clock);
      case Wire.Dropped(var folder) ->
          new DropFolder(id, folder, QUIET, Limits.USUAL, words::sayAll, intake, clock);
      case Wire.Mqtt(var settings) -> new MqttSource(id, settings, WireLimits.USUAL, intake, clock);
    };
  }

  /** Each wire as a line of the status page. */
  List<SourceShown> shown() {
    return sources.stream().map(source -> shown(source.health())).toList();
  }

  private SourceShown shown(Health health) {
    Instant heard = health.heard() instanceof Health.Heard.At(var time) ? time : Instant.EPOCH;
    Health.Counts counts = health.counts();
    return new SourceShown(
        health.source(),
        line(health),
        heard,
        counts.read(),
        counts.unreadable() + counts.refused() + counts.dropped());
  }

  private StatusView.Line line(Health health) {
    return switch (health.state()) {
      case Health.State.Starting() ->
          new StatusView.Line(StatusView.Health.LATE, spoken.of("app.wire.starting"));
      case Health.State.Running() -> running(health);
      case Health.State.Waiting(var reason) ->
          new StatusView.Line(StatusView.Health.SILENT, spoken.of(reason));
      case Health.State.Broken(var reason) ->
          new StatusView.Line(StatusView.Health.FAULT, spoken.of(reason));
      case Health.State.Closed() ->
          new StatusView.Line(StatusView.Health.FAULT, spoken.of("app.wire.closed"));
    };
  }

  /** A wire that runs says its last trouble, so that somebody sees what was turned away. */
  private StatusView.Line running(Health health) {
    if (health.troubles().isEmpty()) {
      return new StatusView.Line(StatusView.Health.WELL, spoken.of("app.wire.running"));
    }
    Health.Trouble last = health.troubles().getLast();
    Said said =
        spoken.of(
            "app.wire.trouble", new Because.Time(last.time()), new Because.Phrase(last.what()));
    return new StatusView.Line(StatusView.Health.LATE, said);
  }

  @Override
  public void close() {
    sources.forEach(Source::close);
  }
}
