package org.truceline.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truceline.console.view.Said;
import org.truceline.doors.Permission;
import org.truceline.doors.Request;
import org.truceline.doors.Role;
import org.truceline.doors.RouteTable;
import org.truceline.doors.Who;
import org.truceline.terms.Because;

/**
 * The door that knows people, before the routes of the console: {@link org.truceline.doors.Door}.
 */
public final class PeopleDoor implements Door {
  private final org.truceline.doors.Door door;
  private final InstantSource clock;
  private final Catalogue catalogue = new Catalogue();
  private final List<Served> own;

  /**
   * A door.
   *
   * @param door made with {@link #table()}
   */
  public PeopleDoor(org.truceline.doors.Door door, InstantSource clock) {
    this.door = door;
    this.clock = clock;
    this.own = new DoorAnswers(door, clock, catalogue).served();
  }

  /** All routes of the console and of its door, with what each asks for. */
  public static RouteTable table() {
    List<org.truceline.doors.Route> all = new ArrayList<>();
    for (Route route : Routes.all()) {
      all.add(entry(route, permission(route.right())));
    }
    DoorAnswers.PERMISSIONS.forEach((route, permission) -> all.add(entry(route, permission)));
    return RouteTable.of(all);
  }

  private static org.truceline.doors.Route entry(Route route, Permission permission) {
    return new org.truceline.doors.Route(route.method().name(), route.path(), permission);
  }

  private static Permission permission(Right right) {
    return switch (right) {
      case NOTHING -> Permission.OPEN;
      case SEE -> Permission.SEE_POSITIONS;
      case HEALTH -> Permission.SEE_HEALTH;
      case REPORT -> Permission.REPORT;
      case SILENCE -> Permission.SILENCE;
    };
  }

  @Override
  public List<Served> routes() {
    return own;
  }

  @Override
  public List<Operation> operations() {
    return DoorAnswers.OPERATIONS;
  }

  @Override
  public Admission admit(Route route, Knock knock) {
    Instant now = clock.instant();
    return switch (door.admit(request(route, knock), now)) {
      case org.truceline.doors.Admission.Admitted(var who, var roles, _) ->
          new Admitted(asker(who, roles.stream().map(Role::word).collect(Collectors.joining(" "))));
      case org.truceline.doors.Admission.NotKnown(var why) -> new TurnedAway(401, said(why));
      case org.truceline.doors.Admission.NotAllowed(var why) -> new TurnedAway(403, said(why));
      case org.truceline.doors.Admission.CrossSite(var why) -> new TurnedAway(403, said(why));
      case org.truceline.doors.Admission.TooMany(var after) ->
          new AskedTooMuch(after, said(Because.of("doors.too-many")));
    };
  }

  private Said said(Because because) {
    return catalogue.said(because);
  }

  private static Asker asker(Who who, String roles) {
    return switch (who) {
      case Who.Anyone() -> new Asker("anyone", "", "");
      case Who.Person(var name) -> new Asker(name.text(), name.text(), roles);
      case Who.Program(var token, var scope) ->
          new Asker(who.text(), token.text(), String.join(" ", scope.sources()));
      case Who.AtTheDemo() -> new Asker("demo", "", roles);
    };
  }

  static Request request(Route route, Knock knock) {
    Map<String, String> headers = new HashMap<>(knock.headers());
    return new Request(
        knock.method(),
        route.path(),
        headers.getOrDefault("host", ""),
        headers.getOrDefault("cookie", ""),
        headers.getOrDefault("authorization", ""),
        headers.getOrDefault("origin", ""),
        headers.getOrDefault("sec-fetch-site", ""),
        headers.getOrDefault("x-page-token", ""),
        knock.address());
  }
}
