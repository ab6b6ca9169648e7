package org.truceline.watch;

/**
 * The doubt of a judgement, by what causes it.
 *
 * @param placeMetres standard deviation of the body's place across the line
 * @param drawingMetres standard deviation of the drawing that decides
 * @param versionsMetres how far apart the versions lie there
 * @param silenceSeconds how long nothing had been heard before this report
 * @param silenceMetres how much wider the doubt of the place had grown by then
 */
public record Causes(
    double placeMetres,
    double drawingMetres,
    double versionsMetres,
    double silenceSeconds,
    double silenceMetres) {}
