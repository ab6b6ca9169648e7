package org.truceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says of its own use, in both languages. */
class UsageTest {

  private static Run run(String line) {
    return Run.of(line.isEmpty() ? new String[0] : line.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo ",
        "check ",
        "compare ",
        "judge ",
        "what-if ",
        "serve ",
        "replay ",
        "account add ",
        "account invite ",
        "account roles ",
        "account disable ",
        "account list ",
        "token issue ",
        "token revoke ",
        "token list ",
        "record ",
        "record verify ",
        "record prove ",
        "record show ",
        "record export ",
        "record cosign ",
        "record import ",
        "record keygen "
      })
  void everyHelpIsWholeInBothLanguages(String command) {
    Map<String, String> english = Words.read(HelpWords.CATALOGUE, Language.EN);
    Map<String, String> korean = Words.read(HelpWords.CATALOGUE, Language.KO);
    Run inEnglish = run(command + "--help");
    Run inKorean = run(command + (command.isEmpty() ? "" : "--lang ko ") + "--help");
    assertThat(inEnglish.status()).isZero();
    String prefix =
        "help.truceline."
            + (command.isEmpty() ? "usage." : command.strip().replace(' ', '.') + ".");
    List<String> keys = new ArrayList<>();
    for (String key : english.keySet()) {
      // The words of a command below another stand in its own help.
      boolean below = command.equals("record ") && !key.startsWith(prefix + "usage.");
      if (key.startsWith(prefix) && !below) {
        keys.add(key);
      }
    }
    assertThat(keys).isNotEmpty();
    if (List.of("judge ", "what-if ").contains(command)) {
      keys.addAll(
          List.of("help.threads", "help.set-aside", "help.links", "help.now", "help.resume"));
    }
    for (String key : keys) {
      assertThat(words(inEnglish.out())).as(key).contains(words(english.getOrDefault(key, "-")));
      if (!command.isEmpty()) {
        assertThat(words(inKorean.out())).as(key).contains(words(korean.getOrDefault(key, "-")));
      }
    }
    for (String line : inEnglish.out().lines().toList()) {
      // An option without words would stand alone on its line.
      assertThat(line).as("an option that says nothing").doesNotMatch(" +-.*[a-zA-Z=>]\\.\\.\\.$");
    }
  }

  /** A text without where its lines break. */
  private static String words(String text) {
    return text.replace("%n", "").replaceAll("\\s+", "");
  }

  @Test
  void theHelpOfTheProgramSpeaksKoreanToo() {
    assertThat(run("--lang ko --help").out()).contains("사용법", "명령", "판단");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Name a command.|명령을 지정하십시오.",
        "nonsense|nonsense is not expected here.|nonsense은(는) 여기에 올 것이 아닙니다.",
        "chek|Did you mean check?|check을(를) 뜻합니까?",
        "judge --jsn|There is no option --jsn.|--jsn이라는 선택 사항은 없습니다.",
        "compare x --step|--step needs a value.|--step에는 값이 필요합니다.",
        "compare x --step far|--step cannot be \"far\".|--step 값은 \"far\"일 수 없습니다.",
        "judge --past up|--past cannot be \"up\"; it is one of left, right.|left, right 중 하나입니다.",
        "compare x --all --all|--all may stand only once.|--all은(는) 한 번만 쓸 수 있습니다.",
        "check|MISSION is missing.|MISSION이(가) 없습니다."
      })
  void wrongUsageIsSaidInBothLanguages(String line, String english, String korean) {
    Run run = run(line);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(english).contains("See: ./truceline").contains("--help");
    assertThat(run.out()).isEmpty();
    Run inKorean = run((line + " --lang ko").strip());
    assertThat(inKorean.status()).isEqualTo(2);
    assertThat(inKorean.err()).contains(korean).contains("참고: ./truceline");
  }

  @Test
  void aLanguageThatIsNotSpokenIsSaid() {
    Run run = run("check x --lang fr");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--lang cannot be \"fr\"; it is one of en, ko.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "judge ../missions/example-line x.csv --past left|2|--past goes with --line only",
        "judge ../missions/example-line x.csv --line-sigma 5|2|--line-sigma goes with --line only",
        "compare ../missions/example-line --csv /none/x.csv|1|/none/x.csv cannot be written",
        "compare ../missions/example-line --gpkg ../missions|1|../missions cannot be written",
        "compare ../missions/example-line --html ..|1|.. cannot be written",
        "judge ../missions/example-line ../missions/example-line/tracks/made-up.csv"
            + " --pages ../README.md|1|../README.md cannot be written"
      })
  void whatCannotBeDoneIsSaidWithoutATrace(String line, int status, String said) {
    Run run = run(line);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
  }
}
