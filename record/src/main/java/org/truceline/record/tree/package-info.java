/**
 * The Merkle tree of RFC 6962 over the entries of a record: its hashes, its proofs, and the tiles
 * in which they lie on a disk (C2SP tlog-tiles).
 */
@NullMarked
package org.truceline.record.tree;

import org.jspecify.annotations.NullMarked;
