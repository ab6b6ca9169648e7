/** The command line, settings and wiring. */
@NullMarked
package org.truceline.app;

import org.jspecify.annotations.NullMarked;
