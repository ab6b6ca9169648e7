package org.truceline.line;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All versions of one line that are judged, its markers, and the dated rules.
 *
 * @param versions the versions, at least one, ids all different
 * @param markers the markers
 * @param rules the rules with their dates
 * @param markerReachMetres an identified marker decides for places within this distance of it
 */
public record LineBook(
    List<Version> versions, List<Marker> markers, List<DatedRule> rules, double markerReachMetres) {
  public LineBook {
    versions = versions.stream().sorted(Comparator.comparingInt(Version::precedence)).toList();
    markers = List.copyOf(markers);
    rules = List.copyOf(rules);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("a line book holds at least one version");
    }
    Set<VersionId> ids = new HashSet<>();
    for (Version version : versions) {
      if (!ids.add(version.id())) {
        throw new IllegalArgumentException("two versions are called " + version.id());
      }
    }
  }

  /** A book of versions that hold at all times under one rule, without markers. */
  public static LineBook of(List<Version> versions, Rule rule) {
    return new LineBook(
        versions, List.of(), List.of(new DatedRule(rule, LocalDate.MIN, LocalDate.MAX)), 0);
  }

  /** What the book says on one day: the versions that hold then and the rule in force. */
  public Page on(LocalDate day) {
    List<Version> valid = new ArrayList<>();
    for (Version version : versions) {
      if (version.holdsOn(day)) {
        valid.add(version);
      }
    }
    Rule rule = new Rule.EveryVersion();
    boolean ruled = false;
    for (DatedRule dated : rules) {
      if (dated.holdsOn(day)) {
        rule = dated.rule();
        ruled = true;
      }
    }
    return new Page(valid, markers, rule, ruled, markerReachMetres);
  }

  /**
   * The book on one day.
   *
   * @param versions the versions that hold on that day, by precedence; perhaps none
   * @param markers the markers
   * @param rule the rule in force; {@code every-version} where none is
   * @param ruled whether a rule is in force on that day
   * @param markerReachMetres how far an identified marker decides
   */
  public record Page(
      List<Version> versions,
      List<Marker> markers,
      Rule rule,
      boolean ruled,
      double markerReachMetres) {
    public Page {
      versions = List.copyOf(versions);
      markers = List.copyOf(markers);
    }
  }
}
