package org.truceline.app.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truceline.app.Language;
import org.truceline.app.episode.Reasons;
import org.truceline.app.mission.Mission;
import org.truceline.console.view.LineView;
import org.truceline.console.view.LineView.MarkerShown;
import org.truceline.console.view.LineView.SalientShown;
import org.truceline.console.view.LineView.StripShown;
import org.truceline.console.view.LineView.VersionShown;
import org.truceline.console.view.MissionView;
import org.truceline.console.view.MissionView.BasemapShown;
import org.truceline.console.view.MissionView.GradeShown;
import org.truceline.line.Marker;
import org.truceline.line.Salient;
import org.truceline.line.Salients;
import org.truceline.line.Version;
import org.truceline.terms.Because;
import org.truceline.watch.Grade;
import org.truceline.watch.Policy;

/** A mission folder as the console shows it; it does not change while the desk runs. */
final class MissionShown {
  private final MissionView mission;
  private final LineView line;
  private final Map<String, Path> layers = new LinkedHashMap<>();

  MissionShown(Mission of, boolean madeUp, Spoken spoken) {
    for (Path file : of.basemap()) {
      String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      layers.put(name.replaceAll("[^A-Za-z0-9-]", "-"), file);
    }
    this.mission = mission(of, madeUp, spoken);
    this.line = line(of, spoken);
  }

  private MissionView mission(Mission of, boolean madeUp, Spoken spoken) {
    List<GradeShown> grades = new ArrayList<>();
    for (Grade grade : Grade.values()) {
      grades.add(
          new GradeShown(
              grade,
              spoken.of(Reasons.grade(grade)),
              spoken.of("app.console.grade." + grade.word(), figures(of.policy()))));
    }
    List<BasemapShown> basemap = new ArrayList<>();
    layers
        .keySet()
        .forEach(name -> basemap.add(new BasemapShown(name, BasemapShown.Kind.of(name), "")));
    List<String> languages = List.of(Language.values()).stream().map(Language::code).toList();
    return new MissionView(
        of.id(),
        Spoken.of(of.name()),
        Spoken.of(of.notice()),
        madeUp,
        languages,
        of.zone(),
        List.of(),
        Spoken.of(of.left()),
        Spoken.of(of.right()),
        grades,
        of.circumstances().posts().all().stream().map(post -> post.id()).toList(),
        basemap);
  }

  private static Because.Value[] figures(Policy policy) {
    return new Because.Value[] {
      Because.metres(policy.nearMetres()),
      Because.percent(policy.clearBelow()),
      Because.percent(policy.probableAt()),
      Because.percent(policy.nearCertainAt())
    };
  }

  private static LineView line(Mission of, Spoken spoken) {
    List<VersionShown> versions = new ArrayList<>();
    List<Version> judged = new ArrayList<>();
    List<SalientShown> salients = new ArrayList<>();
    for (Mission.Drawing drawing : of.drawings()) {
      Version version = drawing.version();
      versions.add(
          new VersionShown(
              version.id(),
              Spoken.of(drawing.title()),
              Spoken.of(drawing.holder()),
              drawing.judged(),
              drawing.source(),
              drawing.licence(),
              drawing.attribution(),
              version.sigmaMetres(),
              drawing.accuracySource(),
              version.validFrom(),
              version.validTo(),
              version.line().lengthMetres(),
              version.line().places()));
      if (drawing.judged()) {
        judged.add(version);
        for (Salient one : Salients.of(version)) {
          salients.add(
              new SalientShown(
                  one.version(),
                  one.pointsTo(),
                  one.from(),
                  one.to(),
                  one.tip(),
                  one.depthMetres(),
                  one.shortCutMetres()));
        }
      }
    }
    List<StripShown> strips = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      for (Version other : judged.subList(i + 1, judged.size())) {
        strips.addAll(Strips.between(judged.get(i), other));
      }
    }
    List<MarkerShown> markers = new ArrayList<>();
    for (Marker marker : of.book().markers()) {
      markers.add(
          new MarkerShown(
              marker.number(),
              marker.version(),
              marker.place(),
              marker.sigmaMetres(),
              marker.status(),
              spoken.of("app.console.marker." + marker.status().name())));
    }
    return new LineView(versions, strips, markers, salients);
  }

  MissionView mission() {
    return mission;
  }

  LineView line() {
    return line;
  }

  /** A layer of the small map. */
  Optional<byte[]> layer(String name) {
    return Optional.ofNullable(layers.get(name))
        .map(file -> {
          try {
            return Files.readAllBytes(file);
          } catch (IOException gone) {
            throw new UncheckedIOException(gone);
          }
        });
  }
}
