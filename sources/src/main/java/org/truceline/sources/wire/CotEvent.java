package org.truceline.sources.wire;

/**
 * What is read of an event of Cursor-on-Target, in the words of its XML; an empty text is an
 * attribute that is not there.
 *
 * @param uid the body or thing it speaks of
 * @param type what it is, such as {@code a-f-G}: an atom, of an affiliation, on the ground
 * @param time when it was so
 * @param how how the place came about, such as {@code m-g}: by a machine, from satellites
 * @param lat latitude in degrees
 * @param lon longitude in degrees
 * @param ce circular error in metres, one standard deviation
 * @param protocol the version of the TAK protocol that its sender asks for, or the empty text
 */
record CotEvent(
    String uid,
    String type,
    String time,
    String how,
    String lat,
    String lon,
    String ce,
    String protocol) {}
