/**
 * Words that two or more modules share: places, their errors, distances, probabilities, reasons.
 */
@NullMarked
package org.truceline.terms;

import org.jspecify.annotations.NullMarked;
