package org.truceline.app.desk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truceline.console.PeopleDoor;
import org.truceline.doors.Argon2;
import org.truceline.doors.Door;
import org.truceline.doors.DoorEvent;
import org.truceline.doors.DoorSettings;
import org.truceline.doors.Limits;
import org.truceline.doors.People;
import org.truceline.doors.PeopleFile;
import org.truceline.doors.SessionRules;
import org.truceline.doors.Strength;
import org.truceline.terms.Because;
import tools.jackson.databind.json.JsonMapper;

/** Who guards a desk's console: its door, and how what happens there comes into the record. */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Door door;
  private final PeopleDoor console;
  private final Optional<String> firstLink;

  private Guard(Door door, PeopleDoor console, Optional<String> firstLink) {
    this.door = door;
    this.console = console;
    this.firstLink = firstLink;
  }

  /** What is found when a door is set up. */
  sealed interface Setting {}

  /** It stands. */
  record Stands(Guard guard) implements Setting {}

  /** It cannot: without it nobody may come in. */
  record Refused(Because because) implements Setting {}

  /**
   * Sets up the door of a desk on this machine.
   *
   * @param people the file of people
   * @param accounts whether people need an account; without, whoever sits at the machine comes in
   */
  static Setting at(
      Desk desk,
      Path people,
      boolean accounts,
      int port,
      InstantSource clock,
      SecureRandom chance) {
    return switch (People.open(new PeopleFile(people), event -> tell(desk, event))) {
      case People.Opening.Refused(var why) -> new Refused(why);
      case People.Opening.Opened(var known) -> {
        Optional<String> link = Optional.empty();
        if (accounts) {
          switch (known.firstStart(chance, clock.instant())) {
            case People.FirstStart.NotFirst() -> {}
            case People.FirstStart.Link(var first) -> link = Optional.of(first.path());
            case People.FirstStart.Failed(var why) -> {
              yield new Refused(why);
            }
          }
        }
        DoorSettings settings =
            new DoorSettings(
                accounts ? DoorSettings.Entrance.ACCOUNTS : DoorSettings.Entrance.LOOPBACK_ONLY,
                Set.of("http://127.0.0.1:" + port, "http://localhost:" + port),
                SessionRules.DEFAULT,
                Limits.DEFAULT);
        Door door =
            new Door(
                settings,
                PeopleDoor.table(),
                known,
                new Argon2(Strength.DEFAULT, chance),
                chance,
                event -> tell(desk, event));
        yield new Stands(new Guard(door, new PeopleDoor(door, clock), link));
      }
    };
  }

  /** Every log-in, every refusal and every change of accounts is an entry. */
  private static void tell(Desk desk, DoorEvent event) {
    String subject =
        "door-"
            + event
                .getClass()
                .getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    Handed.Answer answer =
        desk.deed(subject, Scribe.DOOR, CanonicalJson.of(MAPPER.valueToTree(event))).join();
    if (!(answer instanceof Handed.Written)) {
      LOG.error("{} could not be written", subject);
      if (event instanceof DoorEvent.Administered) {
        // It waits in the file of people until it can be: a change that is in no record is none.
        throw new IllegalStateException("the record did not take " + subject);
      }
    }
  }

  /** What the console asks. */
  PeopleDoor console() {
    return console;
  }

  /** Where the administrator's one-time link leads, at the first start. */
  Optional<String> firstLink() {
    return firstLink;
  }

  /** Tells what was counted; to be called from time to time. */
  void settle(InstantSource clock) {
    door.settle(clock.instant());
  }
}
