package org.truceline.console.view;

import java.time.Instant;
import java.util.List;

/**
 * The record as a reader sees it; what proves it are the files that {@code Views.recordFile} gives.
 *
 * @param origin the log's origin line
 * @param size how many entries it has
 * @param latest the latest entries, the newest first
 * @param checkpoints the latest checkpoints, the newest first
 * @param keys who can sign: the log's own key first
 */
public record RecordView(
    String origin,
    long size,
    List<EntryShown> latest,
    List<CheckpointShown> checkpoints,
    List<KeyShown> keys) {
  public RecordView {
    latest = List.copyOf(latest);
    checkpoints = List.copyOf(checkpoints);
    keys = List.copyOf(keys);
  }

  /**
   * A checkpoint.
   *
   * @param size how many entries it covers
   * @param root the root hash in base64
   * @param sealed when it was signed
   * @param cosigners who has cosigned it
   */
  public record CheckpointShown(
      long size, String root, Instant sealed, List<CosignerShown> cosigners) {
    public CheckpointShown {
      cosigners = List.copyOf(cosigners);
    }
  }

  /** A cosignature: whose key, which party's, and the time that it claims. */
  public record CosignerShown(String name, Said party, Instant time) {}

  /**
   * A key that a reader may trust.
   *
   * @param key the verifier key as signed notes write it: name+id+base64
   * @param whose whose key it is
   * @param log whether it is the log's own key, not a cosigner's
   */
  public record KeyShown(String key, Said whose, boolean log) {}
}
