package org.truceline.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truceline.watch.Fix;
import org.truceline.watch.SightingReport;
import org.truceline.watch.SightingReport.Count;
import org.truceline.watch.SightingReport.Sigma;

/** Sightings in files, and the alarms of receivers. */
class SightingReaderTest {
  private static final String HEADER =
      "track,time,post,bearing_deg,range_m,bearing_sigma_deg,range_sigma_m,count,count_low,"
          + "count_high,seen,carried,observer,party,source,received\n";
  private static final String ROW =
      "g1,2026-06-09T08:05:00+09:00,P1,012,850,3,,20,15,25,\"a party, in brown\",tools,Lt. X,kpa,"
          + "radio log,2026-06-09T08:30:00+09:00\n";

  private static List<Item> read(String text) {
    List<Item> items = new ArrayList<>();
    TrackReader.read("t", new ByteArrayInputStream(text.getBytes(UTF_8)), Limits.USUAL, items::add);
    return items;
  }

  private static SightingReport sighting(Item item) {
    return (SightingReport) ((Item.Brought) item).report();
  }

  @Test
  void aRowUnderAHeaderOfSightingsIsASighting() {
    assertThat(sighting(read(HEADER + ROW).getFirst()))
        .isEqualTo(
            new SightingReport(
                "g1",
                Instant.parse("2026-06-08T23:05:00Z"),
                "P1",
                12,
                new Sigma.Stated(3),
                850,
                new Sigma.Unstated(),
                new Count.About(20, 15, 25),
                "a party, in brown",
                "tools",
                "Lt. X",
                "kpa",
                "radio log"));
  }

  @Test
  void fiveColumnsAreEnough() {
    SightingReport report =
        sighting(
            read("post;track;time;range_m;bearing_deg\nP;g;2026-06-09T08:05:00Z;0;360\n")
                .getFirst());
    assertThat(report.count()).isEqualTo(new Count.NotCounted());
    assertThat(report.bearingSigma()).isEqualTo(new Sigma.Unstated());
    assertThat(report.rangeMetres()).isZero();
  }

  @Test
  void aLineOfJsonWithAPostAndNoPlaceIsASightingBesideFixes() {
    String json =
        "{\"track\":\"g\",\"time\":\"2026-06-09T08:05:00Z\",\"post\":\"P1\",\"bearing_deg\":12.5,"
            + "\"range_m\":\"850\",\"count_low\":10,\"lon\":null}\n"
            + "{\"track\":\"a\",\"time\":\"2026-06-09T08:05:00Z\",\"lon\":127,\"lat\":38,"
            + "\"post\":\"P1\",\"alarm\":\"jamming\"}\n";
    List<Item> items = read(json);
    assertThat(sighting(items.getFirst()).count()).isEqualTo(new Count.AtLeast(10));
    assertThat(sighting(items.getFirst()).bearingText()).isEqualTo("012.5°");
    assertThat(((Fix) ((Item.Brought) items.get(1)).report()).alarm()).isEqualTo(Fix.Alarm.JAMMING);
  }

  @Test
  void aPlaceBesideAPostIsAFix() {
    Item item = read("track,time,lon,lat,post\na,2026-06-09T08:05:00Z,127,38,P1\n").get(1);
    assertThat(((Item.Brought) item).report()).isInstanceOf(Fix.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P1,012,850|,012,850|sources.row.no-post",
        "g1,|,|sources.row.no-track",
        "+09:00|''|sources.row.time-without-zone",
        ",012,|,3200,|sources.row.bearing",
        ",012,|,-1,|sources.row.bearing",
        ",012,|,NaN,|sources.row.not-finite",
        ",012,|,north,|sources.row.not-a-number",
        ",012,|,,|sources.row.missing",
        ",850,|,50001,|sources.row.out-of-range",
        ",850,|,-1,|sources.row.out-of-range",
        ",850,|,,|sources.row.missing",
        ",3,,|,21,,|sources.row.out-of-range",
        ",3,,|,,1e9,|sources.row.out-of-range",
        ",20,15,25,|,20,,,|sources.row.count-without-interval",
        ",20,15,25,|,20,15,,|sources.row.count-without-interval",
        ",20,15,25,|,30,15,25,|sources.row.counts-reversed",
        ",20,15,25,|,,25,15,|sources.row.counts-reversed",
        ",20,15,25,|,,15,many,|sources.row.not-a-count",
        ",20,15,25,|,,15,2000000,|sources.row.not-a-count",
        ",20,15,25,|,,1.5,20,|sources.row.not-a-count"
      })
  void aBadRowIsRefusedWithItsReasonInCsvAndJsonAndTheNextIsRead(
      String from, String to, String reason) {
    String bad = ROW.replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertThat(bad).isNotEqualTo(ROW);
    List<Item> items = read(HEADER + bad + ROW);
    assertThat(items).hasSize(2);
    Item.Unreadable refused = (Item.Unreadable) items.getFirst();
    assertThat(refused.reason().message()).isEqualTo(reason);
    assertThat(refused.origin()).isEqualTo(new Origin("t", 2));
    assertThat(items.get(1)).isInstanceOf(Item.Brought.class);
    Item.Unreadable json = (Item.Unreadable) read(json(bad)).getFirst();
    assertThat(json.reason().message()).isEqualTo(reason);
  }

  /** The same row as a line of JSON. */
  private static String json(String row) {
    List<String> fields = CsvReader.quoted(row.strip(), ',');
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < SightingReader.COLUMNS.size(); i++) {
      json.append(i == 0 ? "{" : ",")
          .append('"' + SightingReader.COLUMNS.get(i) + "\":\"" + fields.get(i) + '"');
    }
    return json + "}\n";
  }

  @Test
  void wordsThatAreTooLongAreNoRadioMessage() {
    List<Item> items = read(HEADER + ROW.replace("tools", "x".repeat(501)));
    assertThat(((Item.Unreadable) items.getFirst()).reason().message())
        .isEqualTo("sources.row.name-too-long");
  }

  @Test
  void aHeaderOfSightingsThatLacksAColumnIsRefused() {
    Item.Unreadable refused = (Item.Unreadable) read("track,time,post,bearing_deg\n").getFirst();
    assertThat(refused.reason().message()).isEqualTo("sources.csv.sighting-column-missing");
  }

  @ParameterizedTest
  @CsvSource({"none, NONE", "'', NONE", "jamming, JAMMING", "Spoofing, SPOOFING"})
  void anAlarmIsReadInCsvAndJsonAndGeoJson(String word, Fix.Alarm alarm) {
    String time = "2026-06-09T08:05:00Z";
    String csv = "track,time,lon,lat,alarm\na," + time + ",127,38," + word + "\n";
    String json =
        "{\"track\":\"a\",\"time\":\""
            + time
            + "\",\"lon\":127,\"lat\":38,\"alarm\":\""
            + word
            + "\"}";
    String feature =
        "{\"type\":\"Feature\",\"properties\":{\"track\":\"a\",\"time\":\""
            + time
            + "\",\"alarm\":\""
            + word
            + "\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[127,38]}}";
    for (String text : List.of(csv, csv.replace("\na,", "\n\"a\","), json, feature)) {
      assertThat(((Fix) ((Item.Brought) read(text).getFirst()).report()).alarm())
          .as(text)
          .isEqualTo(alarm);
    }
  }

  @Test
  void whenAReportWasReceivedIsReadInEveryKindOfFile() {
    String time = "2026-06-09T08:05:00Z";
    String received = "2026-06-09T20:00:00+09:00";
    String csv = "track,time,lon,lat,received\na," + time + ",127,38," + received + "\n";
    String members = "\"track\":\"a\",\"time\":\"" + time + "\",\"received\":\"" + received + "\"";
    String feature =
        "{\"type\":\"Feature\",\"properties\":{"
            + members
            + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[127,38]}}";
    String sighting = "{" + members + ",\"post\":\"P1\",\"bearing_deg\":1,\"range_m\":9}";
    for (String text :
        List.of(
            csv,
            csv.replace("\na,", "\n\"a\","),
            "{" + members + ",\"lon\":127,\"lat\":38}",
            feature,
            sighting)) {
      assertThat(((Item.Brought) read(text).getFirst()).received())
          .as(text)
          .isEqualTo(Instant.parse("2026-06-09T11:00:00Z"));
      String unsaid = text.replace(received, "");
      assertThat(((Item.Brought) read(unsaid).getFirst()).received())
          .as(unsaid)
          .isEqualTo(Instant.parse(time));
      String bad = text.replace(received, "20:00");
      assertThat(((Item.Unreadable) read(bad).getFirst()).reason().message())
          .as(bad)
          .isEqualTo("sources.row.time-unreadable");
    }
  }

  @Test
  void anAlarmThatIsNotKnownIsRefused() {
    for (String track : List.of("a", "\"a\"")) {
      Item.Unreadable refused =
          (Item.Unreadable)
              read("track,time,lon,lat,alarm\n" + track + ",2026-06-09T08:05:00Z,127,38,loud\n")
                  .getFirst();
      assertThat(refused.reason().message()).isEqualTo("sources.row.alarm");
    }
  }
}
