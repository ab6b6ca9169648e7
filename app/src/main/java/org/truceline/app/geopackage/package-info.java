/** Writes GeoPackage files, the only place where SQL is spoken. */
@NullMarked
package org.truceline.app.geopackage;

import org.jspecify.annotations.NullMarked;
