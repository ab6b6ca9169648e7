/** How what a run knows is written into its bookmark and read from it again, bit for bit. */
@NullMarked
package org.truceline.terms.bookmark;

import org.jspecify.annotations.NullMarked;
