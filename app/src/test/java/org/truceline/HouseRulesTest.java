package org.truceline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The house as a list of what each module may use; ARCHITECTURE.md says it in words. */
class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.truceline");

  private static final List<String> ALWAYS = List.of("java.", "org.jspecify.");

  /** Package to what it may use beside itself and {@link #ALWAYS}. */
  private static final Map<String, List<String>> ALLOWED =
      Map.of(
          "org.truceline.terms", List.of(),
          "org.truceline.line",
              List.of("org.truceline.terms", "org.locationtech.jts", "net.sf.geographiclib"),
          "org.truceline.watch", List.of("org.truceline.terms", "org.truceline.line"),
          "org.truceline.sources",
              List.of(
                  "org.truceline.terms",
                  "org.truceline.watch",
                  "tools.jackson",
                  "dev.hardwood",
                  "com.google.protobuf",
                  "com.hivemq.client.mqtt",
                  "javax.net.ssl",
                  "javax.xml.stream"),
          "org.truceline.record", List.of("org.truceline.terms", "org.bouncycastle"),
          "org.truceline.console",
              List.of(
                  "org.truceline.terms",
                  "org.truceline.line",
                  "org.truceline.watch",
                  "org.truceline.doors",
                  "io.javalin",
                  "jakarta.servlet",
                  "org.eclipse.jetty",
                  "io.micrometer",
                  "org.slf4j",
                  "tools.jackson"),
          "org.truceline.doors",
              List.of(
                  "org.truceline.terms",
                  "tools.jackson",
                  "com.fasterxml.jackson",
                  "org.bouncycastle",
                  "io.github.bucket4j",
                  "com.yubico.webauthn"));

  @Test
  void enoughClassesAreSeenToMeanSomething() {
    assertThat(HOUSE.size()).isGreaterThan(70);
  }

  @Test
  void eachModuleUsesOnlyWhatItMay() {
    ALLOWED.forEach((home, allowed) ->
        noClasses()
            .that()
            .resideInAPackage(home + "..")
            .should()
            .dependOnClassesThat(
                new DescribedPredicate<JavaClass>("are foreign to " + home) {
                  @Override
                  public boolean test(JavaClass other) {
                    String name = other.getBaseComponentType().getName();
                    return !other.getBaseComponentType().isPrimitive()
                        && !name.startsWith(home)
                        && ALWAYS.stream().noneMatch(name::startsWith)
                        && allowed.stream().noneMatch(name::startsWith);
                  }
                })
            .check(HOUSE));
  }

  @Test
  void yamlIsReadOnlyWhereDefinitionsAre() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.truceline.app.mission..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(HOUSE);
  }

  @Test
  void parquetIsReadOnlyWhereTracksAre() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.truceline.sources..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.hardwood..")
        .check(HOUSE);
  }

  @Test
  void whatWiresCarryIsReadOnlyWhereWiresEnd() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.truceline.sources.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "com.hivemq..", "io.netty..", "io.reactivex..")
        .check(HOUSE);
  }

  @Test
  void theConsoleAloneIsAWebServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.truceline.console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "com.sun.net.httpserver..")
        .check(HOUSE);
  }

  @Test
  void peopleAreKnownOnlyAtTheDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.truceline.doors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.yubico..", "io.github.bucket4j..")
        .check(HOUSE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.truceline.(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void decidingCodeAsksNoClockAndDrawsNoLots() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.truceline.app..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.time.ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(java.util.Locale.class, "getDefault")
        .check(HOUSE);
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(HOUSE);
  }

  @Test
  void noNameSaysPatternInsteadOfThing() {
    noClasses()
        .should()
        .haveNameMatching(
            "(?i).*\\.(.*(util|utils|manager|helper|impl)|(common|misc|base)(\\..*)?)$")
        .check(HOUSE);
  }
}
