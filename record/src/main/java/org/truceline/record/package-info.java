/**
 * The record: entries that nobody can quietly change. An entry is <em>Written</em> when it is
 * flushed to the disk, <em>Sealed</em> when a signed checkpoint covers it, and <em>Witnessed</em>
 * when those whom the reader's policy names have cosigned such a checkpoint. It sees bytes, and
 * does not know what an entry means.
 */
@NullMarked
package org.truceline.record;

import org.jspecify.annotations.NullMarked;
