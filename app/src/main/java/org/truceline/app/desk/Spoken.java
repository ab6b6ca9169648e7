package org.truceline.app.desk;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.truceline.app.Language;
import org.truceline.app.Words;
import org.truceline.app.mission.Texts;
import org.truceline.console.view.Reason;
import org.truceline.console.view.Said;
import org.truceline.terms.Because;

/** Says things in every language at once, so that a reader can switch. */
final class Spoken {
  private final Map<Language, Words> words = new LinkedHashMap<>();

  /** Says times in a zone. */
  Spoken(ZoneId zone) {
    for (Language language : Language.values()) {
      words.put(language, Words.in(language).at(zone));
    }
  }

  /** What is said differently in each language. */
  Said each(Function<Words, String> say) {
    Map<String, String> said = new LinkedHashMap<>();
    words.forEach((language, in) -> said.put(language.code(), say.apply(in)));
    return new Said(said);
  }

  /** A sentence. */
  Said of(Because because) {
    return each(in -> in.say(because));
  }

  /** A message with its values. */
  Said of(String message, Because.Value... values) {
    return of(Because.of(message, values));
  }

  /** A text of the mission. */
  static Said of(Texts texts) {
    return new Said(texts.byLanguage());
  }

  /**
   * A reason with all below it.
   *
   * @param because the reason as it stands in each language, of one shape
   */
  Reason reason(Function<Words, Because> because) {
    List<Because> each = new ArrayList<>();
    words.values().forEach(in -> each.add(because.apply(in)));
    return reason(each);
  }

  private Reason reason(List<Because> each) {
    Map<String, String> said = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<Language, Words> one : words.entrySet()) {
      said.put(one.getKey().code(), one.getValue().say(each.get(at++)));
    }
    List<Reason> parts = new ArrayList<>();
    for (int part = 0; part < each.getFirst().parts().size(); part++) {
      int index = part;
      parts.add(reason(each.stream().map(one -> one.parts().get(index)).toList()));
    }
    return new Reason(new Said(said), parts);
  }
}
