package org.truceline.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A collection of features: one layer in a map program. */
enum FeatureLayer {
  VERSIONS("console.ogc.versions", "console.ogc.versions.what"),
  MARKERS("console.ogc.markers", "console.ogc.markers.what"),
  JUDGEMENTS("console.ogc.judgements", "console.ogc.judgements.what"),
  INCIDENTS("console.ogc.incidents", "console.ogc.incidents.what");

  private final String title;
  private final String what;

  FeatureLayer(String title, String what) {
    this.title = title;
    this.what = what;
  }

  /** Its id in addresses. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The message that names it. */
  String title() {
    return title;
  }

  /** The message that says what is in it. */
  String what() {
    return what;
  }

  static Optional<FeatureLayer> find(String id) {
    return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
  }
}
