package org.truceline.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that make the pages: the project's own, and those of others that it carries along. */
final class PageFiles {
  private static final String HOME = "/org/truceline/console/pages";

  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final TreeMap<String, PageFile> files = new TreeMap<>();
  private final String policy;
  private final PageFile serviceWorker;

  PageFiles() {
    try {
      URI home = Optional.ofNullable(PageFiles.class.getResource(HOME)).orElseThrow().toURI();
      if (home.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(home, Map.of())) {
          read(jar.getPath(HOME));
        }
      } else {
        read(Path.of(home));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the pages cannot be read", broken);
    } catch (URISyntaxException broken) {
      throw new IllegalStateException("the pages are nowhere", broken);
    }
    policy = contentPolicy(shell().text());
    serviceWorker = serviceWorkerOf();
  }

  private void read(Path home) throws IOException {
    try (Stream<Path> walk = Files.walk(home)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        String name = home.relativize(file).toString().replace('\\', '/');
        files.put(name, new PageFile(name, Files.readAllBytes(file)));
      }
    }
  }

  /** A file by its path below the pages. */
  Optional<PageFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** The page in which all pages are shown. */
  PageFile shell() {
    return find("index.html").orElseThrow();
  }

  /** The worker that keeps the pages for a time without the server. */
  PageFile serviceWorker() {
    return serviceWorker;
  }

  /** What a browser may load, run and talk to: this server, and nothing else. */
  String policy() {
    return policy;
  }

  private static String contentPolicy(String shell) {
    Matcher map = IMPORT_MAP.matcher(shell);
    if (!map.find()) {
      throw new IllegalStateException("the shell has no import map");
    }
    String hash =
        Base64.getEncoder()
            .encodeToString(Digests.sha256(map.group(1).getBytes(StandardCharsets.UTF_8)));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + hash + "'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  /** The worker with the list of what it keeps: a change to any file makes it another worker. */
  private PageFile serviceWorkerOf() {
    StringBuilder all = new StringBuilder();
    StringBuilder list = new StringBuilder();
    for (PageFile file : files.values()) {
      all.append(file.tag());
      // Letters are many and large: they are kept when a page has used them.
      if (!file.name().endsWith(".woff2")
          && !file.name().equals("index.html")
          && !file.name().equals("service-worker.js")) {
        list.append(list.isEmpty() ? "" : ",").append("\"/files/").append(file.name()).append('"');
      }
    }
    String release = Digests.hex(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    String worker =
        "const RELEASE=\""
            + release
            + "\";\nconst FILES=["
            + list
            + "];\n"
            + find("service-worker.js").orElseThrow().text();
    return new PageFile("service-worker.js", worker.getBytes(StandardCharsets.UTF_8));
  }
}
