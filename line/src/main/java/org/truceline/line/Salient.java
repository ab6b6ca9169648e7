package org.truceline.line;

import org.truceline.terms.Place;

/**
 * A part of a version that juts out so far that somebody who walks straight between two places of
 * one side crosses the other side's ground.
 *
 * @param version the version it belongs to
 * @param pointsTo the side into which it juts
 * @param fromMetres station where the short cut leaves the line
 * @param toMetres station where the short cut meets it again
 * @param from place of the first of these stations
 * @param to place of the second
 * @param tip the place furthest from the short cut
 * @param depthMetres how far the tip lies from the short cut
 * @param shortCutMetres length of the short cut
 * @param hectares ground between the short cut and the line
 */
public record Salient(
    VersionId version,
    Side pointsTo,
    double fromMetres,
    double toMetres,
    Place from,
    Place to,
    Place tip,
    double depthMetres,
    double shortCutMetres,
    double hectares) {}
