package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truceline.console.view.StatusView;

@Timeout(60)
class MetricsTest {
  private static final Asked ASKED = new Asked();

  @AfterAll
  static void close() {
    ASKED.close();
  }

  @Test
  void aDeskThatIsWellIsReady() throws Exception {
    HttpResponse<String> answer = ASKED.get("/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body())
        .isEqualTo("{\"alive\":true,\"ready\":true,\"record\":\"well\",\"disk\":\"well\"}");
  }

  @Test
  void aRecordThatIsNotSealedOrNotWrittenIsNotReady() throws Exception {
    try (Asked other = new Asked()) {
      other.desk.recordIs(StatusView.Health.LATE);
      HttpResponse<String> late = other.get("/health");
      assertThat(late.statusCode()).isEqualTo(503);
      assertThat(late.body()).contains("\"ready\":false,\"record\":\"late\"");
      other.desk.recordIs(StatusView.Health.FAULT);
      assertThat(other.get("/health").statusCode()).isEqualTo(503);
      assertThat(other.get("/metrics").body()).contains("\ntruceline_ready 0.0\n");
    }
  }

  @Test
  void metricsCountWhatTheDeskSaysAndNothingOfPeople() throws Exception {
    HttpResponse<String> answer = ASKED.get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isEqualTo(Metrics.TYPE);
    assertThat(answer.body())
        .contains(
            "# TYPE truceline_entries_written_total counter\n",
            "truceline_entries_written_total " + (double) ASKED.desk.log.size() + "\n",
            "truceline_entries_sealed_total ",
            "truceline_consoles 0.0\n",
            "truceline_disk_free_bytes 6.0E10\n",
            "truceline_limit_used{limit=\"reports waiting\"} 17.0\n",
            "truceline_limit_most{limit=\"reports waiting\"} 10000.0\n",
            "truceline_source_accepted_total{source=\"gps-north\"} 81233.0\n",
            "truceline_source_refused_total{source=\"gps-north\"} 12.0\n",
            "truceline_source_health{health=\"silent\",source=\"post-ridge\"} 1.0\n",
            "truceline_source_health{health=\"well\",source=\"post-ridge\"} 0.0\n",
            "truceline_ready 1.0\n")
        .doesNotContain("patrol", "e-1", "officer", "45.0", "example.org");
  }

  @Test
  void reportsAreCountedByWhatWasAnswered() throws Exception {
    try (Asked other = new Asked()) {
      String[] one = {"Content-Type", "application/json", "Idempotency-Key", "k"};
      other.post("/api/v1/reports", "{}", one);
      other.post("/api/v1/reports", "{}", one);
      other.post("/api/v1/reports", "nonsense", "Content-Type", "application/json");
      other.post(
          "/api/v1/reports",
          "{}\nnonsense\n{\"a\":\"" + "y".repeat(70_000) + "\"}\n",
          "Content-Type",
          "application/x-ndjson");
      assertThat(other.get("/metrics").body())
          .contains(
              "truceline_reports_total{answer=\"accepted\"} 2.0\n",
              "truceline_reports_total{answer=\"known\"} 1.0\n",
              "truceline_reports_total{answer=\"refused\"} 3.0\n",
              "truceline_reports_total{answer=\"later\"} 0.0\n");
    }
  }
}
