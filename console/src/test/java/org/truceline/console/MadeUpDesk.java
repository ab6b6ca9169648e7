package org.truceline.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truceline.console.view.EntryShown;
import org.truceline.console.view.EpisodeShown;
import org.truceline.console.view.EpisodeShown.Attention;
import org.truceline.console.view.EpisodeView;
import org.truceline.console.view.Happening;
import org.truceline.console.view.LineView;
import org.truceline.console.view.LiveView;
import org.truceline.console.view.MissionView;
import org.truceline.console.view.Proof;
import org.truceline.console.view.Reason;
import org.truceline.console.view.RecordView;
import org.truceline.console.view.Said;
import org.truceline.console.view.StatusView;
import org.truceline.console.view.TrackShown;
import org.truceline.line.Marker;
import org.truceline.line.Side;
import org.truceline.line.VersionId;
import org.truceline.terms.ErrorEllipse;
import org.truceline.terms.PartyId;
import org.truceline.terms.Place;
import org.truceline.watch.Grade;

/**
 * A desk with made-up news, that keeps what it is told as the real one does: each report once under
 * its key, each silencing with who did it, everything as an entry of a real log.
 */
final class MadeUpDesk implements Views, Acts {
  static final Instant NOW = Instant.parse("2026-11-25T03:04:05Z");
  private static final VersionId CHARTER = new VersionId("charter");
  private static final VersionId SURVEY = new VersionId("survey");
  private static final List<Place> CHARTER_COURSE =
      List.of(
          at(-30, 45),
          at(-29.98, 45.004),
          at(-29.96, 45.001),
          at(-29.94, 45.006),
          at(-29.9, 45.002));
  private static final List<Place> SURVEY_COURSE =
      List.of(
          at(-30, 45.0008),
          at(-29.98, 45.0046),
          at(-29.96, 45.0004),
          at(-29.94, 45.0068),
          at(-29.9, 45.0022));

  final Feed feed;
  final MadeUpLog log = new MadeUpLog("example.org/made-up");
  private final Map<String, Long> keys = new HashMap<>();
  private final Map<String, TrackShown> tracks = new LinkedHashMap<>();
  private final Map<String, EpisodeShown> episodes = new LinkedHashMap<>();
  private final List<EntryShown> entries = new ArrayList<>();
  private Optional<Answer> only = Optional.empty();
  private String lastReport = "";
  private StatusView.Health recordHealth = StatusView.Health.WELL;

  MadeUpDesk(int backlog) {
    write("opened", "Log opened", "기록을 열었습니다");
    track("patrol-7", "east", at(-29.962, 45.0016), 12, Grade.NEAR_CERTAIN, 0.973, false, "e-1");
    track("work-party-2", "west", at(-29.948, 45.0052), 35, Grade.IN_STRIP, 0.41, false, "e-2");
    track("truck-11", "east", at(-29.985, 45.0061), 8, Grade.NEAR, 0.02, false, "");
    track("patrol-9", "west", at(-29.92, 44.9995), 140, Grade.CANNOT_TELL, 0.38, true, "");
    track("boat-3", "east", at(-29.91, 45.02), 20, Grade.CLEAR, 0.0004, false, "");
    episode("e-1", "patrol-7", "east", Grade.NEAR_CERTAIN, 0.981, true, Attention.State.SOUNDING);
    episode("e-2", "work-party-2", "west", Grade.IN_STRIP, 0.41, true, Attention.State.SILENCED);
    episode("e-0", "patrol-4", "west", Grade.PROBABLE, 0.67, false, Attention.State.NONE);
    for (int i = 0; i < 20; i++) {
      write("report block", "120 reports of 5 tracks", "항적 5개의 보고 120건");
    }
    feed = new Feed(log.size() - 1, backlog);
    log.seal(NOW);
  }

  private static Place at(double lon, double lat) {
    return Place.lonLat(lon, lat);
  }

  static Said both(String en, String ko) {
    return new Said(Map.of("en", en, "ko", ko));
  }

  private static Said word(Grade grade) {
    return switch (grade) {
      case CLEAR -> both("clear", "이상 없음");
      case NEAR -> both("near", "선에 근접");
      case CANNOT_TELL -> both("cannot tell", "판단할 수 없음");
      case IN_STRIP -> both("in the strip", "표시선 사이 구역");
      case PROBABLE -> both("probable", "선을 넘었을 가능성이 큼");
      case NEAR_CERTAIN -> both("near certain", "선을 넘은 것이 거의 확실함");
    };
  }

  private static Said sentence(String track, Grade grade, double probability) {
    String share = Math.round(probability * 100) + " %";
    return both(
        track + ": " + word(grade).byLanguage().get("en") + ", past the line with " + share + ".",
        track + ": " + word(grade).byLanguage().get("ko") + ", 선을 넘었을 확률 " + share + ".");
  }

  private synchronized long write(String kind, String en, String ko) {
    long index = log.add((kind + " " + en).getBytes(StandardCharsets.UTF_8));
    entries.add(
        new EntryShown(
            index,
            both(kind, kind.equals("opened") ? "개시" : "보고"),
            NOW,
            NOW.plusMillis(40),
            "desk",
            both(en, ko),
            Proof.WRITTEN));
    return index;
  }

  private void track(
      String id,
      String party,
      Place place,
      double sigma,
      Grade grade,
      double probability,
      boolean silent,
      String episode) {
    tracks.put(
        id,
        new TrackShown(
            id,
            party,
            place,
            new ErrorEllipse(sigma * 1.6, sigma, 60),
            silent ? NOW.minusSeconds(1_260) : NOW.minusSeconds(4),
            grade,
            probability,
            List.of(
                new TrackShown.OffsetShown(CHARTER, 41.5, Side.RIGHT),
                new TrackShown.OffsetShown(SURVEY, 12.25, Side.LEFT)),
            silent,
            episode,
            sentence(id, grade, probability)));
  }

  private void episode(
      String id,
      String track,
      String party,
      Grade grade,
      double probability,
      boolean open,
      Attention.State attention) {
    Place peak =
        Optional.ofNullable(tracks.get(track)).map(TrackShown::place).orElse(at(-29.97, 45.0019));
    episodes.put(
        id,
        new EpisodeShown(
            id,
            track,
            party,
            NOW.minusSeconds(900),
            NOW.minusSeconds(4),
            open,
            grade,
            probability,
            peak,
            NOW.minusSeconds(300),
            0,
            Proof.WITNESSED,
            new Attention(
                attention,
                NOW.minusSeconds(300),
                attention == Attention.State.SILENCED ? "Capt. Example" : ""),
            sentence(track, grade, probability)));
  }

  /** Whatever is asked for next is answered so. */
  synchronized void answersOnly(Answer answer) {
    only = Optional.of(answer);
  }

  /** The record is so from now on. */
  synchronized void recordIs(StatusView.Health health) {
    recordHealth = health;
  }

  /** A track is heard somewhere else, and every console is told. */
  synchronized long move(String id, double lon, double lat) {
    TrackShown old = Optional.ofNullable(tracks.get(id)).orElseThrow();
    TrackShown heard =
        new TrackShown(
            id,
            old.party(),
            at(lon, lat),
            old.error(),
            NOW,
            old.grade(),
            old.probability(),
            old.offsets(),
            false,
            old.episode(),
            old.said());
    tracks.put(id, heard);
    long index = write("report", "One report of " + id, id + " 보고 1건");
    feed.publish(
        index,
        List.of(new Happening.TrackHeard(heard), new Happening.EntryWritten(entries.getLast())));
    return index;
  }

  /** The bytes of the last report, as text. */
  synchronized String lastReport() {
    return lastReport;
  }

  synchronized int reportsKept() {
    return keys.size();
  }

  @Override
  public MissionView mission() {
    List<MissionView.GradeShown> grades = new ArrayList<>();
    for (Grade grade : Grade.values()) {
      grades.add(
          new MissionView.GradeShown(
              grade,
              word(grade),
              grade == Grade.PROBABLE
                  ? both("past the line by the rule with 50 % or more", "규칙에 따라 선을 넘었을 확률 50 % 이상")
                  : both("as the policy says", "판단 기준에 따름")));
    }
    return new MissionView(
        "example-line",
        both("Example line (invented)", "예제 선(가상)"),
        both(
            "Invented and not authoritative. No such line exists.",
            "꾸며 낸 것으로 권위가 없습니다. 이런 선은 없습니다."),
        true,
        List.of("en", "ko"),
        ZoneId.of("Asia/Seoul"),
        List.of(
            new MissionView.PartyShown(new PartyId("east"), both("Eastland", "동국")),
            new MissionView.PartyShown(new PartyId("west"), both("Westland", "서국"))),
        both("upper side", "위쪽"),
        both("lower side", "아래쪽"),
        grades,
        List.of("P1", "P2", "ridge"),
        List.of(
            new MissionView.BasemapShown("land", MissionView.BasemapShown.Kind.LAND, "Invented"),
            new MissionView.BasemapShown(
                "places", MissionView.BasemapShown.Kind.PLACES, "Invented")));
  }

  @Override
  public LineView line() {
    List<Place> ring = new ArrayList<>(CHARTER_COURSE);
    ring.addAll(SURVEY_COURSE.reversed());
    ring.add(CHARTER_COURSE.getFirst());
    return new LineView(
        List.of(
            version(
                CHARTER, both("Charter map", "헌장 지도"), both("Eastland", "동국"), 8, CHARTER_COURSE),
            version(
                SURVEY, both("Joint survey", "공동 측량"), both("Westland", "서국"), 3, SURVEY_COURSE)),
        List.of(new LineView.StripShown(CHARTER, SURVEY, ring)),
        List.of(
            marker(
                "0017",
                -29.98,
                45.0042,
                Marker.Status.SEEN,
                both("seen 2026-10-02 by the joint team", "2026-10-02 합동 조사반이 봄")),
            marker(
                "0018",
                -29.96,
                45.0008,
                Marker.Status.NOT_SEEN,
                both("not seen since 1998", "1998년 뒤로 보이지 않음")),
            marker("0019", -29.94, 45.0064, Marker.Status.DOUBTFUL, both("doubtful", "의심스러움"))),
        List.of(
            new LineView.SalientShown(
                CHARTER,
                Side.LEFT,
                at(-29.97, 45.0025),
                at(-29.95, 45.0035),
                at(-29.96, 45.001),
                220,
                1_575)));
  }

  private static LineView.VersionShown version(
      VersionId id, Said title, Said holder, double sigma, List<Place> course) {
    return new LineView.VersionShown(
        id,
        title,
        holder,
        true,
        "Invented for tests.",
        "Apache-2.0",
        "Truceline",
        sigma,
        "Invented.",
        LocalDate.of(2026, 1, 1),
        LocalDate.MAX,
        7_900,
        course);
  }

  private static LineView.MarkerShown marker(
      String number, double lon, double lat, Marker.Status status, Said said) {
    return new LineView.MarkerShown(number, CHARTER, at(lon, lat), 2, status, said);
  }

  @Override
  public synchronized LiveView live() {
    return new LiveView(
        feed.latest(), NOW, List.copyOf(tracks.values()), List.copyOf(episodes.values()));
  }

  @Override
  public synchronized Optional<EpisodeView> findEpisode(String id) {
    return Optional.ofNullable(episodes.get(id)).map(this::whole);
  }

  private EpisodeView whole(EpisodeShown episode) {
    List<EpisodeView.Point> rule = new ArrayList<>();
    List<EpisodeView.Point> survey = new ArrayList<>();
    List<EpisodeView.FixShown> fixes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double share = i < 12 ? i * i / 150.0 : Math.min(0.98, 0.9 + i / 400.0);
      Grade grade = share < 0.05 ? Grade.NEAR : share < 0.5 ? Grade.IN_STRIP : Grade.PROBABLE;
      Instant time = episode.from().plusSeconds(30L * i);
      rule.add(new EpisodeView.Point(time, share, grade));
      survey.add(new EpisodeView.Point(time, Math.min(1, share * 1.05), grade));
      Place place =
          at(
              episode.peak().lonDegrees() - (30 - i) * 0.0002,
              episode.peak().latDegrees() + i * 0.00004);
      fixes.add(new EpisodeView.FixShown(time, place, ErrorEllipse.circle(15), grade));
    }
    Reason why =
        new Reason(
            episode.said(),
            List.of(
                new Reason(
                    both(
                        "The gravest fix was at 11:59:05 +09:00.",
                        "가장 심각한 위치는 11:59:05 +09:00입니다."),
                    List.of(
                        new Reason(
                            both(
                                "41 m past Charter map, give or take 12 m.",
                                "헌장 지도를 41 m 넘음, 오차 12 m."),
                            List.of()),
                        new Reason(
                            both(
                                "12 m past Joint survey, give or take 12 m.",
                                "공동 측량을 12 m 넘음, 오차 12 m."),
                            List.of()))),
                new Reason(
                    both("The stated error was taken as it is: 12 m.", "알려 온 오차 12 m를 그대로 씁니다."),
                    List.of())));
    return new EpisodeView(
        episode,
        why,
        List.of(
            new EpisodeView.Series(both("by the rule", "규칙에 따라"), rule),
            new EpisodeView.Series(both("Joint survey", "공동 측량"), survey)),
        fixes,
        List.of(
            new EpisodeView.RevisionShown(
                NOW.minusSeconds(60),
                7,
                Grade.IN_STRIP,
                Grade.PROBABLE,
                both(
                    "A report of 11:50 came late: the grade was in the strip and now is probable.",
                    "11:50 보고가 늦게 도착하여 등급이 표시선 사이 구역에서 선을 넘었을 가능성이 큼으로 바뀌었습니다."))),
        List.of(proven(entries.get(0)), proven(entries.get(1))));
  }

  private EntryShown proven(EntryShown entry) {
    Proof proof =
        entry.index() >= log.sealed()
            ? Proof.WRITTEN
            : entry.index() % 5 == 4 ? Proof.SEALED : Proof.WITNESSED;
    return new EntryShown(
        entry.index(),
        entry.kind(),
        entry.known(),
        entry.written(),
        entry.author(),
        entry.summary(),
        proof);
  }

  @Override
  public synchronized RecordView record() {
    List<EntryShown> latest = new ArrayList<>();
    for (EntryShown entry : entries.reversed()) {
      latest.add(proven(entry));
    }
    return new RecordView(
        log.origin(),
        log.size(),
        latest,
        List.of(
            new RecordView.CheckpointShown(
                log.sealed(),
                log.root(),
                NOW,
                List.of(
                    new RecordView.CosignerShown(
                        "west.example.org", both("Westland", "서국"), NOW.plusSeconds(30))))),
        List.of(
            new RecordView.KeyShown(log.logKey(), both("this desk", "이 상황실"), true),
            new RecordView.KeyShown(log.witnessKey(), both("Westland", "서국"), false)));
  }

  @Override
  public synchronized Optional<byte[]> findRecordFile(String path) {
    return log.find(path);
  }

  @Override
  public Optional<byte[]> findBasemap(String name) {
    return switch (name) {
      case "land" ->
          Optional.of(
              """
              {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",
              "coordinates":[[[-30.05,44.95],[-29.85,44.95],[-29.85,45.015],[-29.95,45.018],[-30.05,45.01],[-30.05,44.95]]]}}]}
              """
                  .getBytes(StandardCharsets.UTF_8));
      case "places" ->
          Optional.of(
              """
              {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Harbour","name_ko":"항구"},
              "geometry":{"type":"Point","coordinates":[-29.975,45.009]}},{"type":"Feature","properties":{"name":"Hill","name_ko":"언덕"},
              "geometry":{"type":"Point","coordinates":[-29.93,44.996]}}]}
              """
                  .getBytes(StandardCharsets.UTF_8));
      default -> Optional.empty();
    };
  }

  @Override
  public synchronized StatusView status() {
    return new StatusView(
        NOW,
        "0.1.0",
        NOW.minusSeconds(86_400),
        new StatusView.Line(
            StatusView.Health.WELL, both("within 20 ms of three servers", "서버 3대와 20 ms 안에서 맞음")),
        new StatusView.RecordShown(
            new StatusView.Line(recordHealth, both("sealed 1 s ago", "1초 전에 봉인됨")),
            log.size(),
            log.sealed()),
        new StatusView.Disk(
            new StatusView.Line(StatusView.Health.WELL, both("room for 90 days", "90일분 남음")),
            60_000_000_000L,
            100_000_000_000L),
        List.of(
            new StatusView.SourceShown(
                "gps-north",
                new StatusView.Line(StatusView.Health.WELL, both("heard 4 s ago", "4초 전에 들음")),
                NOW.minusSeconds(4),
                81_233,
                12),
            new StatusView.SourceShown(
                "post-ridge",
                new StatusView.Line(
                    StatusView.Health.SILENT, both("silent for 21 minutes", "21분째 소식 없음")),
                NOW.minusSeconds(1_260),
                102,
                0)),
        List.of(
            new StatusView.LimitShown(
                "reports waiting",
                10_000,
                17,
                both("more would be judged too late", "더 많으면 판단이 늦어짐"))));
  }

  @Override
  public synchronized List<Answer> report(Asker by, List<Piece> pieces) {
    List<Answer> answers = new ArrayList<>();
    for (Piece piece : pieces) {
      answers.add(only.orElseGet(() -> take(piece)));
    }
    return answers;
  }

  private Answer take(Piece piece) {
    String text = new String(piece.bytes(), StandardCharsets.UTF_8);
    if (!text.strip().startsWith("{")) {
      return new Refused(both("This is not a JSON object.", "JSON 객체가 아닙니다."));
    }
    Long known = piece.key().isEmpty() ? null : keys.get(piece.key());
    if (known != null) {
      return new Known(known);
    }
    lastReport = text;
    long index = write("report", "A report came", "보고가 들어왔습니다");
    keys.put(piece.key().isEmpty() ? "#" + index : piece.key(), index);
    feed.publish(index, List.of(new Happening.EntryWritten(entries.getLast())));
    return new Accepted(index);
  }

  @Override
  public synchronized Answer silence(Asker by, String episode) {
    if (only.isPresent()) {
      return only.get();
    }
    EpisodeShown old = episodes.get(episode);
    if (old == null) {
      return new Refused(both("No such episode.", "그런 사례가 없습니다."));
    }
    long index =
        write("silenced", by.name() + " silenced " + episode, by.name() + " " + episode + " 경보음 끔");
    EpisodeShown silenced =
        new EpisodeShown(
            old.id(),
            old.track(),
            old.party(),
            old.from(),
            old.to(),
            old.open(),
            old.grade(),
            old.probability(),
            old.peak(),
            old.peakTime(),
            index,
            Proof.WRITTEN,
            new Attention(Attention.State.SILENCED, NOW.plus(Duration.ofSeconds(1)), by.name()),
            old.said());
    episodes.put(episode, silenced);
    feed.publish(
        index,
        List.of(
            new Happening.EpisodeChanged(silenced), new Happening.EntryWritten(entries.getLast())));
    return new Accepted(index);
  }
}
