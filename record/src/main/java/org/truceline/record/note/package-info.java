/**
 * What is signed and by whom: signed notes, keys, checkpoints and cosignatures in the C2SP formats
 * (signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy), read strictly and never repaired.
 */
@NullMarked
package org.truceline.record.note;

import org.jspecify.annotations.NullMarked;
