package org.truceline.doors;

/** Who takes a route. */
public sealed interface Who {
  /** Somebody who is not known; on open routes nobody is asked. */
  record Anyone() implements Who {}

  /** A person with an account. */
  record Person(AccountName name) implements Who {}

  /** A program with a token. */
  record Program(TokenId token, Scope scope) implements Who {}

  /** Whoever sits at the machine that shows the demo. */
  record AtTheDemo() implements Who {}

  /** By what the record names them; nothing if they are not known. */
  default String text() {
    return switch (this) {
      case Anyone() -> "";
      case Person(var name) -> name.text();
      case Program(var token, _) -> "token:" + token;
      case AtTheDemo() -> "(demo)";
    };
  }
}
