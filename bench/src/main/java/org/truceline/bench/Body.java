package org.truceline.bench;

import java.util.SplittableRandom;

/**
 * A made-up body that moves near a line: metres east and north of a place on the line, every
 * second. What it does is not what the filter assumes: it walks from one place to another and rests
 * there, patrols along the line, stands, or drives.
 */
final class Body {
  /** Ways of moving, in turn. */
  enum Kind {
    WALK,
    PATROL,
    REST,
    VEHICLE,
    BOAT
  }

  private final SplittableRandom random;
  private final Kind kind;
  private final double heading;
  private double x;
  private double y;
  private double speed;
  private double course;
  private double toX;
  private double toY;
  private double pause;
  private double along;
  private double away;

  /**
   * A body about a place of a line.
   *
   * @param lineHeading direction of the line there, in radians counterclockwise from east
   */
  Body(Kind kind, double lineHeading, SplittableRandom random) {
    this.kind = kind;
    this.heading = lineHeading;
    this.random = random;
    this.away = random.nextDouble(-35, 35);
    this.course = random.nextDouble(2 * Math.PI);
    this.speed =
        switch (kind) {
          case WALK -> random.nextDouble(0.7, 1.7);
          case PATROL -> random.nextDouble(0.8, 1.5);
          case REST -> 0;
          case VEHICLE -> random.nextDouble(5, 14);
          case BOAT -> random.nextDouble(2, 6);
        };
    place(0, away);
    this.toX = x;
    this.toY = y;
  }

  private void place(double alongMetres, double acrossMetres) {
    x = alongMetres * Math.cos(heading) - acrossMetres * Math.sin(heading);
    y = alongMetres * Math.sin(heading) + acrossMetres * Math.cos(heading);
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  /** One second goes by. */
  void second() {
    switch (kind) {
      case REST -> {}
      case WALK -> walk();
      case PATROL -> patrol();
      case VEHICLE -> drive(0.04, 400);
      case BOAT -> drive(0.02, 300);
    }
  }

  private void walk() {
    if (pause > 0) {
      pause--;
      return;
    }
    double dx = toX - x;
    double dy = toY - y;
    double far = Math.hypot(dx, dy);
    if (far < speed) {
      pause = random.nextDouble() < 0.4 ? random.nextDouble(20, 300) : 0;
      double a = random.nextDouble(-120, 120);
      double b = random.nextDouble(-60, 60);
      toX = a * Math.cos(heading) - b * Math.sin(heading);
      toY = a * Math.sin(heading) + b * Math.cos(heading);
      return;
    }
    x += speed * dx / far + 0.1 * random.nextGaussian();
    y += speed * dy / far + 0.1 * random.nextGaussian();
  }

  private void patrol() {
    if (pause > 0) {
      pause--;
      return;
    }
    if (random.nextDouble() < 0.004) {
      pause = random.nextDouble(10, 90);
    }
    along += speed;
    away += 0.25 * random.nextGaussian();
    if (random.nextDouble() < 0.003) {
      away = -away * random.nextDouble(0.3, 1);
    }
    double goalX = along * Math.cos(heading) - away * Math.sin(heading);
    double goalY = along * Math.sin(heading) + away * Math.cos(heading);
    double dx = goalX - x;
    double dy = goalY - y;
    double far = Math.max(1e-9, Math.hypot(dx, dy));
    double step = Math.min(far, 1.3 * speed);
    x += step * dx / far;
    y += step * dy / far;
  }

  private void drive(double turn, double reach) {
    if (pause > 0) {
      pause--;
      return;
    }
    if (random.nextDouble() < 0.005) {
      pause = random.nextDouble(5, 120);
    }
    course += turn * random.nextGaussian();
    if (Math.hypot(x, y) > reach) {
      double back = Math.atan2(-y, -x);
      course += 0.2 * Math.IEEEremainder(back - course, 2 * Math.PI);
    }
    x += speed * Math.cos(course);
    y += speed * Math.sin(course);
  }
}
