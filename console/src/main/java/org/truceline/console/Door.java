package org.truceline.console;

import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.truceline.console.view.Said;

/** Where it is decided who asks, and whether they may. It is asked before every route. */
public interface Door {
  /** Whether somebody may use a route. */
  Admission admit(Route route, Knock knock);

  /** Routes of its own, such as those for signing in and out. */
  default List<Served> routes() {
    return List.of();
  }

  /** What may be asked of its own routes, and what they may answer: one for each of them. */
  default List<Operation> operations() {
    return List.of();
  }

  /** A door that stands open: everybody is the same person. For a demonstration on one machine. */
  static Door open(Asker everybody) {
    return (route, knock) -> new Admitted(everybody);
  }

  /**
   * What is known of a request.
   *
   * @param method its method
   * @param path its path
   * @param address the address it comes from
   * @param headers its headers, names in lower case
   * @param cookies its cookies
   */
  record Knock(
      String method,
      String path,
      String address,
      Map<String, String> headers,
      Map<String, String> cookies) {
    public Knock {
      headers = Map.copyOf(headers);
      cookies = Map.copyOf(cookies);
    }
  }

  /** A route with what answers it. */
  record Served(Route route, Handler handler) {}

  /** Whether somebody may. */
  sealed interface Admission {}

  /** They may, and are this person. */
  record Admitted(Asker asker) implements Admission {}

  /**
   * They ask too much at once.
   *
   * @param after when to ask again
   */
  record AskedTooMuch(Duration after, Said why) implements Admission {}

  /**
   * They may not.
   *
   * @param status 401 where signing in would help, else 403
   * @param why the reason in words
   */
  record TurnedAway(int status, Said why) implements Admission {
    public TurnedAway {
      if (status != 401 && status != 403) {
        throw new IllegalArgumentException("turned away with " + status);
      }
    }
  }
}
