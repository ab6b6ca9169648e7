/**
 * The console: the pages that duty officers watch and the HTTP API. It reads through {@link
 * org.truceline.console.Views}, changes only through {@link org.truceline.console.Acts}, and hears
 * what happens from {@link org.truceline.console.Feed}.
 */
@NullMarked
package org.truceline.console;

import org.jspecify.annotations.NullMarked;
