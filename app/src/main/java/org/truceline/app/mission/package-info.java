/** Reads and checks mission folders: one folder describes one line completely. */
@NullMarked
package org.truceline.app.mission;

import org.jspecify.annotations.NullMarked;
