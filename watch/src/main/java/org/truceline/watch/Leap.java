package org.truceline.watch;

import java.time.Instant;

/**
 * A receiver's position leapt: its fixes lie elsewhere from one to the next than the body can have
 * gone.
 *
 * @param track the body that carries it
 * @param time the time of the first fix that lies elsewhere
 * @param xMetres how far east of where it was awaited
 * @param yMetres how far north
 */
public record Leap(String track, Instant time, double xMetres, double yMetres) {}
