/**
 * The wires in: sources that bring reports while the desk is running, and the readers of what they
 * carry.
 */
@NullMarked
package org.truceline.sources.wire;

import org.jspecify.annotations.NullMarked;
