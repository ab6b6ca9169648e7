/** Drivers that bring reports. */
@NullMarked
package org.truceline.sources;

import org.jspecify.annotations.NullMarked;
