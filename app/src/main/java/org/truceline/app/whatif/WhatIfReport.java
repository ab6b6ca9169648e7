package org.truceline.app.whatif;

import org.truceline.app.PlaceNames;
import org.truceline.app.mission.Mission;

/**
 * Everything that is said of a proposal.
 *
 * @param mission the mission, with what is in force
 * @param proposal what is proposed
 * @param outcomes what becomes of the episodes
 * @param reports how many reports were judged twice
 * @param setAside how many rows could not be
 * @param whole whether the archive was read to its end
 * @param names names of places
 */
public record WhatIfReport(
    Mission mission,
    Proposal proposal,
    Outcomes outcomes,
    long reports,
    long setAside,
    boolean whole,
    PlaceNames names) {}
