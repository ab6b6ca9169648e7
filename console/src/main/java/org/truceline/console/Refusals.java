package org.truceline.console;

import io.javalin.http.Context;
import java.time.Duration;
import org.truceline.console.view.Said;

/** How the API says no: a status, and why, in every language. */
final class Refusals {
  private final Catalogue catalogue;

  Refusals(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What a refusal holds. */
  record Refusal(int status, Said refused) {}

  void refuse(Context ctx, int status, String key, Object... values) {
    refuse(ctx, status, catalogue.said(key, values));
  }

  void refuse(Context ctx, int status, Said why) {
    ctx.status(status)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(Json.bytes(new Refusal(status, why)));
  }

  void later(Context ctx, int status, Duration after, Said why) {
    ctx.header("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    refuse(ctx, status, why);
  }

  Said said(String key, Object... values) {
    return catalogue.said(key, values);
  }
}
