package org.truceline.app.mission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.truceline.line.Offset;
import org.truceline.terms.Because;
import org.truceline.terms.Place;
import org.truceline.watch.Posts;
import org.truceline.watch.SightingReport;

/** Reads the posts of a mission folder from which people observe. */
final class PostFile {
  static final String HEADER = "id,lon,lat,accuracy_m,name,source";

  private PostFile() {}

  static List<Posts.Post> read(
      Path path, String file, List<Mission.Drawing> drawings, Findings findings) {
    List<Posts.Post> posts = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (TableFile.Row row :
        new TableFile(HEADER, Finding.Severity.ERROR, findings).read(path, file)) {
      String id = row.field(0);
      if (!ids.add(id)) {
        findings.error(file, row.line(), id, "mission.post.twice", Because.text(id));
        continue;
      }
      try {
        Place place = new Place(Double.parseDouble(row.field(1)), Double.parseDouble(row.field(2)));
        double sigma = Double.parseDouble(row.field(3));
        Posts.Post post = new Posts.Post(id, row.field(4), place, sigma);
        posts.add(post);
        near(post, row.line(), file, drawings, findings);
      } catch (IllegalArgumentException bad) {
        String why = String.valueOf(bad.getMessage());
        findings.error(file, row.line(), id, "mission.post.bad", Because.text(why));
      }
    }
    return posts;
  }

  private static void near(
      Posts.Post post, long line, String file, List<Mission.Drawing> drawings, Findings findings) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Mission.Drawing drawing : drawings) {
      double metres =
          switch (drawing.version().line().offset(post.place())) {
            case Offset.Beside beside -> Math.abs(beside.metres());
            case Offset.Beyond beyond -> beyond.metres();
          };
      nearest = Math.min(nearest, metres);
    }
    if (Double.isFinite(nearest) && nearest > SightingReport.LONGEST_RANGE_METRES) {
      findings.warning(file, line, post.id(), "mission.post.far", Because.metres(nearest));
    }
  }
}
