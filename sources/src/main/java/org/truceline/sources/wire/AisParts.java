package org.truceline.sources.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truceline.terms.Because;

/**
 * Puts messages of AIS together that came in several sentences. Sentences of other messages may
 * stand between them, and they in any order.
 */
final class AisParts {
  /** A receiver numbers messages from 0 to 9 on two channels; a gatherer of receivers has more. */
  static final int MOST_WAITING = 64;

  /** A message takes five slots, a fraction of a second; the next of its number comes later. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final int MOST_PARTS = 9;

  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** A message of which some sentences have come. */
  private static final class Waiting {
    private final Instant since;
    private final List<String> parts;
    private int fill;

    Waiting(int total, Instant since) {
      this.since = since;
      this.parts = new ArrayList<>(Collections.nCopies(total, ""));
    }
  }

  /** What became of a sentence. */
  sealed interface Answer {
    /** The message is whole. */
    record Whole(String payload, int fill) implements Answer {}

    /** More sentences must come. */
    record NotYet() implements Answer {}

    /** It is none of a message. */
    record Unread(Because reason) implements Answer {}
  }

  /** Takes a sentence VDM or VDO. */
  Answer put(NmeaSentence sentence, Instant now) {
    int total = digit(sentence.field(0));
    int number = digit(sentence.field(1));
    int fill = digit(sentence.field(5));
    String payload = sentence.field(4);
    if (total < 1 || number < 1 || number > total || fill < 0 || fill > 5) {
      return new Answer.Unread(Because.of("sources.ais.numbering"));
    }
    if (payload.isEmpty() || !SixBits.valid(payload)) {
      return new Answer.Unread(Because.of("sources.ais.payload"));
    }
    if (total == 1) {
      return new Answer.Whole(payload, fill);
    }
    String key = total + "/" + sentence.field(2) + "/" + sentence.field(3);
    Waiting message = waiting.get(key);
    if (message == null || !message.parts.get(number - 1).isEmpty()) {
      // The same part again is one of the next message of that number.
      message = new Waiting(total, now);
      waiting.remove(key);
      waiting.put(key, message);
    }
    message.parts.set(number - 1, payload);
    if (number == total) {
      message.fill = fill;
    }
    if (message.parts.contains("")) {
      return new Answer.NotYet();
    }
    waiting.remove(key);
    return new Answer.Whole(String.join("", message.parts), message.fill);
  }

  /** How many messages were given up because the rest of them did not come. */
  int giveUp(Instant now) {
    List<String> given = new ArrayList<>();
    int over = waiting.size() - MOST_WAITING;
    for (Map.Entry<String, Waiting> one : waiting.entrySet()) {
      if (given.size() < over || one.getValue().since.plus(LONGEST_WAIT).isBefore(now)) {
        given.add(one.getKey());
      }
    }
    given.forEach(waiting::remove);
    return given.size();
  }

  boolean waiting() {
    return !waiting.isEmpty();
  }

  private static int digit(String text) {
    return text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '0' + MOST_PARTS
        ? text.charAt(0) - '0'
        : -1;
  }
}
