package org.truceline.console.view;

import java.time.Instant;
import java.util.List;

/**
 * How the desk itself is.
 *
 * @param asOf the moment of the snapshot
 * @param version the program's version
 * @param since when it was started
 * @param clock its clock
 * @param record its record
 * @param disk its disk
 * @param sources what brings reports
 * @param limits the limits that are in force, and how far each is used
 */
public record StatusView(
    Instant asOf,
    String version,
    Instant since,
    Line clock,
    RecordShown record,
    Disk disk,
    List<SourceShown> sources,
    List<LimitShown> limits) {
  public StatusView {
    sources = List.copyOf(sources);
    limits = List.copyOf(limits);
  }

  /** How well something is. */
  public enum Health {
    WELL,
    LATE,
    SILENT,
    FAULT
  }

  /** One line of health: how well, and in words why. */
  public record Line(Health health, Said said) {}

  /**
   * The record.
   *
   * @param line how well it is: a fault where nothing can be written, late where it is not sealed
   * @param written how many entries it has
   * @param sealed how many of them a signed checkpoint covers
   */
  public record RecordShown(Line line, long written, long sealed) {}

  /**
   * The disk.
   *
   * @param line how well it is
   * @param freeBytes what is free
   * @param totalBytes what there is
   */
  public record Disk(Line line, long freeBytes, long totalBytes) {}

  /**
   * A source.
   *
   * @param name its name in the settings
   * @param line how well it is
   * @param heard when it last brought something; {@link Instant#EPOCH} where never
   * @param accepted how many reports it has brought
   * @param refused how many were refused
   */
  public record SourceShown(String name, Line line, Instant heard, long accepted, long refused) {}

  /**
   * A limit.
   *
   * @param name its name
   * @param most the limit
   * @param used how much of it is used now
   * @param why why it is there
   */
  public record LimitShown(String name, long most, long used, Said why) {}
}
