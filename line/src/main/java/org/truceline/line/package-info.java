/** The line as each party draws it, and how sure we are where a place lies against it. */
@NullMarked
package org.truceline.line;

import org.jspecify.annotations.NullMarked;
