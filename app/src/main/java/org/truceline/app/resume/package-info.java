/** What is kept of a run so that it can be taken up again after it was stopped or killed. */
@NullMarked
package org.truceline.app.resume;

import org.jspecify.annotations.NullMarked;
