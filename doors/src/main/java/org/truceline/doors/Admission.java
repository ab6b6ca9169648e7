package org.truceline.doors;

import java.time.Duration;
import java.util.Set;
import org.truceline.terms.Because;

/** What the door answers to a request. */
public sealed interface Admission {
  /** The HTTP status that it means. */
  int status();

  /**
   * Whoever it is may take the route.
   *
   * @param pageToken what pages of this session put into their forms; nothing without a session
   */
  record Admitted(Who who, Set<Role> roles, String pageToken) implements Admission {
    public Admitted {
      roles = Role.sorted(roles);
    }

    /** Whether they may do something more than the route asks for. */
    public boolean may(Permission permission) {
      return permission == Permission.OPEN
          || switch (who) {
            case Who.Program(_, var scope) -> scope.permissions().contains(permission);
            case Who.Anyone() -> false;
            case Who.Person _, Who.AtTheDemo _ -> permission.isGivenTo(roles);
          };
    }

    /**
     * Whether they may hand in reports of this source. People may for any: their name goes with it.
     */
    public boolean maySpeakFor(String source) {
      return may(Permission.REPORT)
          && (!(who instanceof Who.Program(_, var scope)) || scope.sources().contains(source));
    }

    @Override
    public int status() {
      return 200;
    }

    /** Never the page's token. */
    @Override
    public String toString() {
      return "Admitted[" + who + ", " + roles + "]";
    }
  }

  /** They are not known, and must be for this. */
  record NotKnown(Because reason) implements Admission {
    @Override
    public int status() {
      return 401;
    }
  }

  /** They are known, and may not do this. */
  record NotAllowed(Because reason) implements Admission {
    @Override
    public int status() {
      return 403;
    }
  }

  /**
   * They ask too much at once.
   *
   * @param retryAfter when to ask again; whole seconds, at least one
   */
  record TooMany(Duration retryAfter) implements Admission {
    @Override
    public int status() {
      return 429;
    }
  }

  /** The request was not made by a page of this console. */
  record CrossSite(Because reason) implements Admission {
    @Override
    public int status() {
      return 403;
    }
  }
}
