/** People, what they may do, and how they are known. */
@NullMarked
package org.truceline.doors;

import org.jspecify.annotations.NullMarked;
