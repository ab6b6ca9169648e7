package org.truceline.console.view;

import java.time.Instant;

/**
 * An entry of the record in one row.
 *
 * @param index its index
 * @param kind its kind in words
 * @param known when what it says became known
 * @param written when it was written
 * @param author who wrote it
 * @param summary what it says, in one sentence
 * @param proof how far the record stands behind it
 */
public record EntryShown(
    long index,
    Said kind,
    Instant known,
    Instant written,
    String author,
    Said summary,
    Proof proof) {}
