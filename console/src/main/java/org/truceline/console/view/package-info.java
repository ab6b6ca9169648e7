/** What the console shows: immutable snapshots, already spoken in every language of the mission. */
@NullMarked
package org.truceline.console.view;

import org.jspecify.annotations.NullMarked;
