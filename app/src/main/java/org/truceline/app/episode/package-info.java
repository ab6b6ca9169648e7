/** An episode for people: the sentence for the radio, all reasons for the inquiry, and its page. */
@NullMarked
package org.truceline.app.episode;

import org.jspecify.annotations.NullMarked;
