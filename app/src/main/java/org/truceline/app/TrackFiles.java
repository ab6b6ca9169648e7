package org.truceline.app;

import static org.truceline.app.Speaking.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import org.truceline.sources.Item;
import org.truceline.sources.Limits;
import org.truceline.sources.Origin;
import org.truceline.sources.TrackReader;
import org.truceline.terms.Because;

/**
 * The files of reports that a run reads, one after another.
 *
 * @param names their names; {@code -} is standard input
 */
record TrackFiles(List<String> names) {
  TrackFiles {
    names = List.copyOf(names);
  }

  /** The files that a command line names, by name or by pattern. */
  static TrackFiles named(List<String> given, Words words, PrintWriter err) {
    List<String> files = new ArrayList<>();
    for (String name : given) {
      Path path = Path.of(name);
      if (name.equals("-") || Files.isRegularFile(path)) {
        files.add(name);
        continue;
      }
      if (Files.isDirectory(path)) {
        throw Wrong.usage(words.say("app.judge.folder", text(name)));
      }
      List<String> matching = matching(path, words, err);
      if (matching.isEmpty()) {
        throw Wrong.usage(words.say("app.judge.no-file", text(name)));
      }
      files.addAll(matching);
    }
    if (files.isEmpty()) {
      throw Wrong.usage(words.say("app.judge.no-input"));
    }
    return new TrackFiles(files);
  }

  private static List<String> matching(Path pattern, Words words, PrintWriter err) {
    Path folder = pattern.getParent() == null ? Path.of(".") : pattern.getParent();
    List<String> matching = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
      for (Path one : found) {
        if (Files.isDirectory(one)) {
          err.println(words.say("app.judge.folder-passed-over", text(one.toString())));
        } else {
          matching.add(one.toString());
        }
      }
    } catch (IOException | DirectoryIteratorException | PatternSyntaxException none) {
      return List.of();
    }
    matching.sort(String::compareTo);
    return matching;
  }

  /** Reads all of them; one that cannot be opened is an item too. */
  void read(Progress progress, Consumer<? super Item> sink) {
    names.forEach(name -> read(name, progress, sink));
  }

  private static void read(String name, Progress progress, Consumer<? super Item> sink) {
    if (name.equals("-")) {
      TrackReader.read(name, System.in, Limits.USUAL, sink);
      return;
    }
    try {
      TrackReader.read(name, Path.of(name), progress::read, Limits.USUAL, sink);
    } catch (IOException closed) {
      Because why = Because.of("app.judge.not-opened", text(Speaking.reason(closed)));
      sink.accept(new Item.Unreadable(new Origin(name, 0), why, ""));
    }
  }
}
