package org.truceline.console;

import org.truceline.console.view.StatusView;

/**
 * Whether the desk is there and takes reports: what a probe asks. It says nothing of what is
 * watched, and no sentence in which a path or a name could stand.
 *
 * @param alive whether the console answers; who can read this knows
 * @param ready whether what is reported now is written, and sealed soon
 * @param record how well the record is
 * @param disk how well the disk is; one that is nearly full still takes reports
 */
record Readiness(boolean alive, boolean ready, StatusView.Health record, StatusView.Health disk) {
  static Readiness of(StatusView status) {
    StatusView.Health record = status.record().line().health();
    StatusView.Health disk = status.disk().line().health();
    boolean ready = record == StatusView.Health.WELL && disk != StatusView.Health.FAULT;
    return new Readiness(true, ready, record, disk);
  }

  /** The status of the answer. */
  int status() {
    return ready ? 200 : 503;
  }
}
