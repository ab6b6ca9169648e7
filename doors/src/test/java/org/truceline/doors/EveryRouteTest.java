package org.truceline.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truceline.doors.House.NOON;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each route with each role and with none, and with each permission of a token. */
class EveryRouteTest {
  @TempDir Path folder = Path.of("never");

  @Test
  void eachRouteAnswersEachRoleAsTheTableSays() throws IOException {
    // A route for every permission there is, read and changed.
    List<Route> routes = new ArrayList<>();
    for (Permission permission : Permission.values()) {
      routes.add(new Route("GET", "/" + permission.word(), permission));
      routes.add(new Route("POST", "/" + permission.word(), permission));
      routes.add(new Route("WS", "/" + permission.word(), permission));
    }
    House house = new House(folder);
    Door door =
        new Door(
            House.settings(DoorSettings.Entrance.ACCOUNTS, House.ORIGIN),
            RouteTable.of(routes),
            house.people,
            house.argon2,
            house.chance,
            house.told::add);
    for (Role role : Role.values()) {
      Secret link = house.invite(role.word(), role);
      String cookie =
          House.cookie(
              door.logIns().withLink(link.text(), House.PASSPHRASE, House.post("/open"), NOON));
      for (Route route : routes) {
        int expected = route.permission().isGivenTo(Set.of(role)) ? 200 : 403;
        assertThat(status(door, route, cookie, "")).as("%s %s", role, route).isEqualTo(expected);
      }
    }
    for (Route route : routes) {
      int expected = route.permission() == Permission.OPEN ? 200 : 401;
      assertThat(status(door, route, "", "")).as("nobody %s", route).isEqualTo(expected);
      assertThat(status(door, route, "", "Bearer forged")).as("forged %s", route).isEqualTo(401);
    }
  }

  @Test
  void eachRouteAnswersEachTokenAsItsScopeSays() throws IOException {
    House house = new House(folder);
    for (Permission permission : Permission.values()) {
      if (!permission.forTokens()) {
        continue;
      }
      Set<String> sources = permission == Permission.REPORT ? Set.of("gate") : Set.of();
      String token = house.token(Duration.ofDays(1), new Scope(Set.of(permission), sources));
      for (Route route : House.ROUTES) {
        boolean open = route.permission() == Permission.OPEN || route.permission() == permission;
        assertThat(status(house.door, route, "", "Bearer " + token))
            .as("%s %s", permission, route)
            .isEqualTo(open ? 200 : 403);
      }
    }
  }

  private static int status(Door door, Route route, String cookie, String authorization) {
    // Each from a place of its own, or so many refusals would end in 429.
    int place = PLACES.getAndIncrement();
    Request asked = House.asked(route.method(), route.pattern(), cookie, authorization);
    return door.admit(
            new Request(
                asked.method(),
                asked.route(),
                asked.host(),
                asked.cookie(),
                asked.authorization(),
                asked.origin(),
                asked.fetchSite(),
                asked.pageToken(),
                "10.1." + place / 250 + "." + place % 250),
            NOON)
        .status();
  }

  private static final java.util.concurrent.atomic.AtomicInteger PLACES =
      new java.util.concurrent.atomic.AtomicInteger();
}
