package org.truceline.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.truceline.console.view.StatusView;
import org.truceline.console.view.StatusView.LimitShown;
import org.truceline.console.view.StatusView.SourceShown;

/**
 * Counts and sizes of the desk in the text that Prometheus reads. It names sources and limits, and
 * never a person, a track or an episode.
 */
final class Metrics {
  /** The text format, which every version of Prometheus reads. */
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Sources that are named at most: names come from settings, and a series lasts for ever. */
  static final int MOST_SOURCES = 200;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter accepted;
  private final Counter known;
  private final Counter refused;
  private final Counter later;
  private final Set<String> sources = new HashSet<>();
  private final Set<String> limits = new HashSet<>();

  /** What is measured now; it is read while the text is written, on the same thread. */
  private StatusView status;

  Metrics(StatusView status, IntSupplier consoles) {
    this.status = status;
    this.accepted = reports("accepted");
    this.known = reports("known");
    this.refused = reports("refused");
    this.later = reports("later");
    gauge("truceline.consoles", "Consoles that watch now.", _ -> consoles.getAsInt());
    gauge(
        "truceline.start.time.seconds",
        "When the desk was started, in seconds since 1970.",
        now -> now.since().getEpochSecond());
    gauge("truceline.disk.free.bytes", "What is free.", now -> now.disk().freeBytes());
    gauge("truceline.disk.size.bytes", "What there is.", now -> now.disk().totalBytes());
    gauge(
        "truceline.ready",
        "1 where reports are written and sealed, else 0.",
        now -> Readiness.of(now).ready() ? 1 : 0);
    counter(
        "truceline.entries.written",
        "Entries written in the record since it began.",
        Tags.empty(),
        now -> now.record().written());
    counter(
        "truceline.entries.sealed",
        "Entries of the record under a signed checkpoint.",
        Tags.empty(),
        now -> now.record().sealed());
  }

  private Counter reports(String answer) {
    return Counter.builder("truceline.reports")
        .description("Reports over HTTP since the start, by what was answered.")
        .tag("answer", answer)
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<StatusView> value) {
    gauge(name, description, Tags.empty(), value);
  }

  private void gauge(
      String name, String description, Tags tags, ToDoubleFunction<StatusView> value) {
    Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.status))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void counter(
      String name, String description, Tags tags, ToDoubleFunction<StatusView> value) {
    FunctionCounter.builder(name, this, metrics -> value.applyAsDouble(metrics.status))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** Counts what was answered to a report. */
  void count(Acts.Answer answer) {
    Counter counter =
        switch (answer) {
          case Acts.Accepted _ -> accepted;
          case Acts.Known _ -> known;
          case Acts.Refused _ -> refused;
          case Acts.TooMany _, Acts.Unavailable _ -> later;
        };
    counter.increment();
  }

  /** All of it, of one snapshot. */
  synchronized String text(StatusView now) {
    status = now;
    now.sources().stream()
        .map(SourceShown::name)
        .filter(name -> sources.size() < MOST_SOURCES && sources.add(name))
        .forEach(this::source);
    now.limits().stream().map(LimitShown::name).filter(limits::add).forEach(this::limit);
    return registry.scrape(TYPE);
  }

  private void source(String name) {
    Tags tags = Tags.of("source", name);
    counter(
        "truceline.source.accepted",
        "Reports that a source has brought.",
        tags,
        now -> source(now, name).map(SourceShown::accepted).orElse(0L));
    counter(
        "truceline.source.refused",
        "Reports of a source that were refused.",
        tags,
        now -> source(now, name).map(SourceShown::refused).orElse(0L));
    gauge(
        "truceline.source.heard.time.seconds",
        "When a source last brought something, in seconds since 1970; 0 where never.",
        tags,
        now -> source(now, name).map(one -> one.heard().getEpochSecond()).orElse(0L));
    for (StatusView.Health health : StatusView.Health.values()) {
      gauge(
          "truceline.source.health",
          "1 for how well a source is, 0 for the other words.",
          tags.and("health", Json.word(health)),
          now ->
              source(now, name).filter(one -> one.line().health() == health).isPresent() ? 1 : 0);
    }
  }

  private static Optional<SourceShown> source(StatusView now, String name) {
    return now.sources().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private void limit(String name) {
    Tags tags = Tags.of("limit", name);
    gauge(
        "truceline.limit.used",
        "How much of a limit is used.",
        tags,
        now -> limit(now, name).map(LimitShown::used).orElse(0L));
    gauge(
        "truceline.limit.most",
        "The limit.",
        tags,
        now -> limit(now, name).map(LimitShown::most).orElse(0L));
  }

  private static Optional<LimitShown> limit(StatusView now, String name) {
    return now.limits().stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
