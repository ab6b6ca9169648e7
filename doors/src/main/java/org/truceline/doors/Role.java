package org.truceline.doors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a person is in the mission; an account may have several. */
public enum Role {
  OBSERVER,
  DUTY_OFFICER,
  LIAISON,
  SURVEYOR,
  ANALYST,
  AUDITOR,
  ADMINISTRATOR;

  /** The role as files and command lines write it, such as {@code duty-officer}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role that is written so. */
  public static Optional<Role> find(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** A copy in the order of this list, so that files are written the same way each time. */
  static Set<Role> sorted(Set<Role> some) {
    return Collections.unmodifiableSet(new TreeSet<>(some));
  }

  @JsonCreator
  static Role get(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("there is no role " + word));
  }
}
