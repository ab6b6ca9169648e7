/** What another line, another rule or another tolerance would have meant over archived tracks. */
@NullMarked
package org.truceline.app.whatif;

import org.jspecify.annotations.NullMarked;
