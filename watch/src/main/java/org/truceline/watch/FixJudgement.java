package org.truceline.watch;

import org.truceline.line.SideBelief;
import org.truceline.terms.Because;

/**
 * What one fix says by itself.
 *
 * @param fix the fix
 * @param grade the grade by the mission's policy
 * @param belief the belief it rests on
 * @param because why
 */
public record FixJudgement(Fix fix, Grade grade, SideBelief belief, Because because) {}
