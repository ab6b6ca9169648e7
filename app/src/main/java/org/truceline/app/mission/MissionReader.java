package org.truceline.app.mission;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.truceline.line.DatedRule;
import org.truceline.line.Line;
import org.truceline.line.LineBook;
import org.truceline.line.Marker;
import org.truceline.line.Purpose;
import org.truceline.line.Rule;
import org.truceline.line.Side;
import org.truceline.line.Stretch;
import org.truceline.line.Version;
import org.truceline.line.VersionId;
import org.truceline.terms.Because;
import org.truceline.terms.Nearest;
import org.truceline.terms.PartyId;
import org.truceline.terms.Place;
import org.truceline.watch.Activities;
import org.truceline.watch.Circumstances;
import org.truceline.watch.Links;
import org.truceline.watch.Policy;
import org.truceline.watch.Posts;
import org.truceline.watch.SightingReport;

/** Reads a mission folder whole, and says everything that is wrong with it in one run. */
public final class MissionReader {
  /** The format that this program reads. */
  public static final String FORMAT = "truceline-mission-1";

  private static final String FILE = "mission.yaml";

  private final Path folder;
  private final Findings findings = new Findings();
  private final List<Path> read = new ArrayList<>();
  private List<String> languages = List.of("en");

  private MissionReader(Path folder) {
    this.folder = folder;
  }

  /**
   * What reading a folder gave.
   *
   * @param findings everything found, errors or not
   * @param missions the mission, or nothing where an error stands in its way
   */
  public record Reading(List<Finding> findings, List<Mission> missions) {
    public Reading {
      findings = List.copyOf(findings);
      missions = List.copyOf(missions);
    }

    /** The mission, where no error stands in its way. */
    public Optional<Mission> find() {
      return missions.stream().findFirst();
    }
  }

  /** Reads a folder. */
  public static Reading read(Path folder) {
    MissionReader reader = new MissionReader(folder);
    List<Mission> missions = reader.mission();
    return new Reading(reader.findings.all(), missions);
  }

  private List<Mission> mission() {
    Optional<Node> node = definition();
    if (node.isEmpty()) {
      return List.of();
    }
    Section root = new Section(FILE, "", node.get(), findings);
    String format = root.text("format");
    if (!format.isEmpty() && !format.equals(FORMAT)) {
      root.error("format", "mission.format", Because.text(format), Because.text(FORMAT));
    }
    languages = root.list("languages");
    if (languages.isEmpty()) {
      root.error("languages", "mission.missing", Because.text("languages"));
      languages = List.of("en");
    }
    String id = root.text("id");
    Texts name = root.texts("name", languages);
    Texts notice = root.texts("notice", languages);
    ZoneId zone = zone(root);
    List<String> parties = parties(root);
    Section sides = root.section("sides");
    Map<PartyId, Side> homes = new HashMap<>();
    Texts left = side(sides, "left", Side.LEFT, parties, homes);
    Texts right = side(sides, "right", Side.RIGHT, parties, homes);
    sides.refuseUnknown();
    List<Mission.Drawing> drawings = drawings(root);
    Judging judging = judging(root.section("judging"), homes, drawings);
    List<Marker> markers = markers(root, drawings);
    new DrawingChecks(findings, drawings, FILE).all(judging.rules());
    List<Posts.Post> posts = posts(root, drawings);
    List<Links.Link> said = links(root);
    Links links = new Links(said);
    for (Because contradiction : links.contradictions()) {
      root.warning("links", contradiction);
    }
    Activities activities = new Activities(zone, activities(root, parties));
    List<Path> tracks = files(root, "tracks");
    List<Path> basemap = files(root, "basemap");
    Path home = folder.toAbsolutePath().normalize();
    for (Path unread : Basemap.read(basemap).unread()) {
      findings.warning(home.relativize(unread).toString(), 0, "", "mission.basemap-unread");
    }
    for (Path chronology : files(root, "history")) {
      HistoryFile.check(chronology, home.relativize(chronology).toString(), findings);
    }
    root.refuseUnknown();
    List<Version> judged =
        drawings.stream().filter(Mission.Drawing::judged).map(Mission.Drawing::version).toList();
    if (judged.isEmpty()) {
      root.error("versions", "mission.no-judging-version");
    }
    if (findings.anyError()) {
      return List.of();
    }
    LineBook book = new LineBook(judged, markers, judging.rules(), judging.markerReachMetres());
    return List.of(
        new Mission(
            folder,
            id,
            name,
            notice,
            zone,
            left,
            right,
            drawings,
            book,
            judging.policy(),
            tracks,
            basemap,
            new Circumstances(
                activities,
                new Posts(posts, judging.bearingSigmaDegrees(), judging.rangeSigmaShare()),
                links),
            said,
            read));
  }

  private Optional<Node> definition() {
    if (!Files.isDirectory(folder)) {
      findings.error(
          folder.toString(), 0, "", "mission.no-folder", Because.text(folder.toString()));
      return Optional.empty();
    }
    read.add(folder.toAbsolutePath().normalize().resolve(FILE));
    return DefinitionFile.read(folder.resolve(FILE), FILE, findings);
  }

  private static ZoneId zone(Section root) {
    String text = root.text("timeZone");
    if (text.isEmpty()) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      root.error("timeZone", "mission.zone", Because.text(text));
      return ZoneOffset.UTC;
    }
  }

  private List<String> parties(Section root) {
    List<String> ids = new ArrayList<>();
    for (Section party : root.sections("parties")) {
      ids.add(party.text("id"));
      party.texts("name", languages);
      party.refuseUnknown();
    }
    return ids;
  }

  private Texts side(
      Section sides, String key, Side side, List<String> parties, Map<PartyId, Side> homes) {
    Section section = sides.section(key);
    Texts name = section.texts("name", languages);
    if (section.has("party")) {
      String party = section.text("party");
      if (party.isEmpty()) {
        return name;
      }
      if (!parties.contains(party)) {
        section.error(
            "party",
            "mission.party-unknown",
            Because.text(party),
            Because.text(Nearest.of(party, parties)));
      } else if (homes.put(new PartyId(party), side) != null) {
        section.error("party", "mission.party-both-sides", Because.text(party));
      }
    }
    section.refuseUnknown();
    return name;
  }

  /** The judging part of the definition. */
  private record Judging(
      Policy policy,
      List<DatedRule> rules,
      double markerReachMetres,
      double bearingSigmaDegrees,
      double rangeSigmaShare) {}

  private static Judging judging(
      Section section, Map<PartyId, Side> homes, List<Mission.Drawing> drawings) {
    Side past =
        Side.valueOf(section.word("past", List.of("right", "left")).toUpperCase(Locale.ROOT));
    Policy usual = Policy.plain(past);
    Map<Tolerance, Double> tolerances = Tolerance.allOf(usual);
    tolerances.replaceAll(
        (one, otherwise) -> section.number(one.key(), otherwise, one.least(), one.most()));
    double reach = section.number("markerReachMetres", 100, 0, 10_000);
    double bearing =
        section.number(
            "bearingSigmaDegrees",
            Posts.USUAL_BEARING_SIGMA,
            0,
            SightingReport.LARGEST_BEARING_SIGMA);
    double range = section.number("rangeSigmaShare", Posts.USUAL_RANGE_SHARE, 0, 1);
    if (section.has("fuse")) {
      // Only people's links: no automatic way of telling one group from two exists yet.
      String _ = section.word("fuse", List.of("links"));
    }
    if (!Tolerance.rise(tolerances)) {
      section.error("probableAt", "mission.thresholds");
      tolerances = Tolerance.allOf(usual);
    }
    List<DatedRule> rules = new ArrayList<>();
    for (Section rule : section.sections("rules")) {
      rule(rule, drawings).ifPresent(rules::add);
    }
    if (!section.has("rules")) {
      section.error("rules", "mission.missing", Because.text(section.path("rules")));
    }
    section.refuseUnknown();
    return new Judging(Tolerance.policy(past, homes, tolerances), rules, reach, bearing, range);
  }

  private static Optional<DatedRule> rule(Section section, List<Mission.Drawing> drawings) {
    String text = section.text("rule");
    LocalDate from = section.date("from", LocalDate.MIN);
    LocalDate until = section.date("until", LocalDate.MAX);
    section.text("source");
    section.text("note", "-");
    section.refuseUnknown();
    if (!from.isBefore(until)) {
      section.error("until", "mission.dates-reversed", Because.text(section.path("until")));
      return Optional.empty();
    }
    List<String> ids = drawings.stream().map(one -> one.version().id().text()).toList();
    Optional<Rule> named = Rule.find(text);
    if (named.isPresent() && named.get() instanceof Rule.OneVersion one) {
      String id = one.version().text();
      if (!ids.contains(id)) {
        section.error(
            "rule", "mission.version-unknown", Because.text(id), Because.text(Nearest.of(id, ids)));
        return Optional.empty();
      }
      return Optional.of(new DatedRule(one, from, until));
    }
    String word = section.word("rule", Rule.WORDS);
    return Rule.find(word).map(rule -> new DatedRule(rule, from, until));
  }

  private List<Mission.Drawing> drawings(Section root) {
    List<Mission.Drawing> drawings = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Section section : root.sections("versions")) {
      String id = section.text("id");
      if (ids.contains(id)) {
        section.error("id", "mission.version-twice", Because.text(id));
      }
      ids.add(id);
      drawing(section, id).ifPresent(drawings::add);
      section.refuseUnknown();
    }
    return drawings;
  }

  private Optional<Mission.Drawing> drawing(Section section, String id) {
    String file = section.text("file");
    Texts title = section.texts("title", languages);
    Texts holder = section.texts("holder", languages);
    Purpose purpose =
        Purpose.valueOf(
            section
                .word("purpose", List.of("operating", "legal", "claimed", "proposed", "surveyed"))
                .toUpperCase(Locale.ROOT));
    boolean judged = section.word("use", List.of("judging", "shown")).equals("judging");
    LocalDate from = section.date("validFrom", LocalDate.MIN);
    LocalDate to = section.date("validTo", LocalDate.MAX);
    if (!from.isBefore(to)) {
      section.error("validTo", "mission.dates-reversed", Because.text(section.path("validTo")));
      to = LocalDate.MAX;
    }
    if (!section.has("accuracyMetres")) {
      section.error(
          "accuracyMetres", "mission.missing", Because.text(section.path("accuracyMetres")));
    }
    double sigma = section.number("accuracyMetres", 100, 0, 100_000);
    String accuracySource = section.text("accuracySource");
    List<Stretch> stretches = stretches(section);
    int precedence = (int) section.number("precedence", 1, 1, 1_000);
    String source = section.text("source");
    String licence = section.text("licence");
    String attribution = section.text("attribution");
    String status = section.text("status");
    if (!status.isEmpty() && !status.equals("not authoritative") && !status.equals("agreed")) {
      section.error("status", "mission.status", Because.text(status));
    }
    boolean counted = section.has("vertexCount");
    double count = section.number("vertexCount", 0, 2, 1e9);
    if (!counted) {
      section.error("vertexCount", "mission.missing", Because.text(section.path("vertexCount")));
    }
    if (file.isEmpty() || id.isBlank()) {
      return Optional.empty();
    }
    Optional<Path> path = inside(section, "file", file);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    List<Place> places = LineFile.read(path.get(), file, findings);
    if (counted && !places.isEmpty() && places.size() != (int) count) {
      section.error(
          "vertexCount",
          "mission.vertex-count",
          Because.count((long) count),
          Because.count(places.size()));
    }
    if (places.isEmpty() || !DrawingChecks.vertices(places, file, findings)) {
      return Optional.empty();
    }
    Version version =
        new Version(
            new VersionId(id), Line.of(places), purpose, from, to, sigma, stretches, precedence);
    return Optional.of(
        new Mission.Drawing(
            version, judged, title, holder, accuracySource, source, licence, attribution));
  }

  private List<Stretch> stretches(Section section) {
    List<Stretch> stretches = new ArrayList<>();
    for (Section one : section.sections("stretches")) {
      double from = one.number("fromMetres", 0, 0, 1e8);
      double to = one.number("toMetres", 0, 0, 1e8);
      double sigma = one.number("accuracyMetres", 0, 0, 100_000);
      String name =
          one.has("name") ? one.texts("name", languages).in(org.truceline.app.Language.EN) : "";
      one.text("source");
      one.refuseUnknown();
      if (to > from) {
        stretches.add(new Stretch(name, from, to, sigma));
      } else {
        one.error("toMetres", "mission.stretch-reversed", Because.text(one.path("toMetres")));
      }
    }
    return stretches;
  }

  private List<Marker> markers(Section root, List<Mission.Drawing> drawings) {
    if (!root.has("markers")) {
      return List.of();
    }
    String file = root.text("markers");
    Optional<Path> path = file.isEmpty() ? Optional.empty() : inside(root, "markers", file);
    return path.isEmpty() ? List.of() : MarkerFile.read(path.get(), file, drawings, findings);
  }

  private List<Posts.Post> posts(Section root, List<Mission.Drawing> drawings) {
    return file(root, "posts")
        .map(path -> PostFile.read(path, relative(path), drawings, findings))
        .orElse(List.of());
  }

  private List<Links.Link> links(Section root) {
    return file(root, "links")
        .map(path -> LinkFile.read(path, relative(path), findings))
        .orElse(List.of());
  }

  private List<Activities.Activity> activities(Section root, List<String> parties) {
    List<Activities.Activity> activities = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Section section : root.sections("activities")) {
      new ActivitySection(section, languages, parties)
          .read(name ->
              inside(section, "area", name)
                  .map(path -> AreaFile.read(path, name, findings))
                  .orElse(List.of()))
          .ifPresent(activities::add);
      String id = section.text("id", "");
      if (!id.isEmpty() && ids.contains(id)) {
        section.error("id", "mission.activity-twice", Because.text(id));
      }
      ids.add(id);
    }
    return activities;
  }

  /** The one file that a key names, if it names one. */
  private Optional<Path> file(Section root, String key) {
    if (!root.has(key)) {
      return Optional.empty();
    }
    String name = root.text(key);
    return name.isEmpty() ? Optional.empty() : inside(root, key, name);
  }

  private String relative(Path path) {
    return folder.toAbsolutePath().normalize().relativize(path).toString();
  }

  private List<Path> files(Section root, String key) {
    List<Path> paths = new ArrayList<>();
    for (String name : root.list(key)) {
      inside(root, key, name).ifPresent(paths::add);
    }
    return paths;
  }

  /** The file of this name inside the folder, if there is one; else it is said why not. */
  private Optional<Path> inside(Section section, String key, String name) {
    Path home = folder.toAbsolutePath().normalize();
    Path path;
    try {
      path = home.resolve(name).normalize();
    } catch (InvalidPathException noName) {
      section.error(key, "mission.file-name", Because.text(name));
      return Optional.empty();
    }
    if (!path.startsWith(home)) {
      section.error(key, "mission.outside", Because.text(name));
    } else if (!Files.exists(path)) {
      section.error(key, "mission.file-missing", Because.text(name));
    } else if (!Files.isRegularFile(path)) {
      section.error(key, "mission.not-a-file", Because.text(name));
    } else {
      read.add(path);
      return Optional.of(path);
    }
    return Optional.empty();
  }
}
