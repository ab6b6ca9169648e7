/** Reports in, judgements out. */
@NullMarked
package org.truceline.watch;

import org.jspecify.annotations.NullMarked;
