/** Benchmarks; never a dependency. */
@NullMarked
package org.truceline.bench;

import org.jspecify.annotations.NullMarked;
