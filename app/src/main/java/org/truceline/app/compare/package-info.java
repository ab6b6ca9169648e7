/** What a comparison of versions looks like on paper, in data files and on a page. */
@NullMarked
package org.truceline.app.compare;

import org.jspecify.annotations.NullMarked;
