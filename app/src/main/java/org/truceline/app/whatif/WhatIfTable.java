package org.truceline.app.whatif;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.truceline.app.Words;
import org.truceline.terms.Because;

/** What a proposal would have meant, as a text for people. */
public final class WhatIfTable {
  /** Changes said one by one: a screen of them. */
  private static final int MOST_SAID = 10;

  private static final int WIDE = 30;
  private static final int NARROW = 14;

  private final WhatIfReport report;
  private final Words words;
  private final WhatIfWords say;
  private final PrintWriter to;

  private WhatIfTable(WhatIfReport report, Words words, PrintWriter to) {
    this.report = report;
    this.words = words;
    this.say = new WhatIfWords(words);
    this.to = to;
  }

  /** Prints it. */
  public static void print(WhatIfReport report, Words words, PrintWriter to) {
    new WhatIfTable(report, words, to).print();
  }

  private void print() {
    Outcomes outcomes = report.outcomes();
    to.println(report.mission().name().in(words.language()));
    to.println(report.mission().notice().in(words.language()));
    to.println();
    to.println(words.say("app.what-if.proposed"));
    say.proposed(report.proposal()).forEach(said -> to.println("  " + said));
    to.println();
    to.println(say.episodes(report));
    to.println(say.answer(outcomes));
    if (outcomes.all() == 0) {
      return;
    }
    to.println();
    to.println(words.say("app.what-if.grades"));
    row(WIDE, "", words.say("app.what-if.in-force-head"), words.say("app.what-if.proposed-head"));
    for (Graded grade : grades(outcomes)) {
      row(
          WIDE,
          say.graded(grade),
          count(outcomes.count(Under.IN_FORCE, grade)),
          count(outcomes.count(Under.PROPOSED, grade)));
    }
    if (outcomes.changed() > 0) {
      to.println();
      to.println(words.say("app.what-if.steps"));
      for (Map.Entry<Outcomes.Step, Long> step : outcomes.changedSteps().entrySet()) {
        step(step.getKey(), step.getValue());
      }
      to.println();
      to.println(words.say("app.what-if.gravest"));
      outcomes.gravest().stream().limit(MOST_SAID).forEach(this::matter);
      long more = outcomes.changed() - MOST_SAID;
      if (more > 0) {
        to.println("  " + words.say("app.what-if.more", Because.count(more)));
      }
    }
  }

  /** The grades that any matter has, the gravest first. */
  static List<Graded> grades(Outcomes outcomes) {
    return Graded.all().stream()
        .filter(
            one -> outcomes.count(Under.IN_FORCE, one) + outcomes.count(Under.PROPOSED, one) > 0)
        .toList();
  }

  private String count(long count) {
    return words.say("app.what-if.count", Because.count(count));
  }

  private void row(int first, String head, String one, String other) {
    to.println("  " + after(head, first) + before(one, NARROW) + before(other, NARROW));
  }

  private void step(Outcomes.Step step, long count) {
    to.println(
        "  "
            + after(say.graded(step.inForce()), WIDE)
            + "→ "
            + after(say.graded(step.proposed()), WIDE)
            + before(count(count), NARROW - 2));
  }

  private void matter(Matter matter) {
    to.println(
        "  "
            + words.say(
                "app.what-if.matter",
                Because.text(matter.track()),
                Because.text(say.change(matter.change())),
                Because.text(say.when(matter)),
                Because.text(report.names().near(matter.gravest().peak(), words.language()))));
    to.println(
        "    " + words.say("app.what-if.in-force", Because.text(say.seen(matter.inForce()))));
    to.println(
        "    " + words.say("app.what-if.as-proposed", Because.text(say.seen(matter.proposed()))));
  }

  private static String after(String text, int width) {
    return text + " ".repeat(Math.max(1, width - columns(text)));
  }

  private static String before(String text, int width) {
    return " ".repeat(Math.max(1, width - columns(text))) + text;
  }

  /** Columns on the screen, where letters of Korea are two columns wide. */
  private static int columns(String text) {
    return text.chars().map(c -> c >= 0x2E80 ? 2 : 1).sum();
  }
}
