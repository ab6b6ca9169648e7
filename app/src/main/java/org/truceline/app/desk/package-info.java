/**
 * The desk: where one report's way through the house is put in order. Everything that happens is an
 * entry of the record, and what is known is what replaying the record gives.
 */
@NullMarked
package org.truceline.app.desk;

import org.jspecify.annotations.NullMarked;
