package org.truceline.app.resume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tells files, and the program itself, from others: a SHA-256 of what they hold. */
public final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  /** Of files, whatever their order; one that cannot be read is as one that is empty. */
  public static String of(Collection<Path> files) {
    MessageDigest digest = sha256();
    for (Path file : new TreeSet<>(files)) {
      digest.update(file.getFileName().toString().getBytes(UTF_8));
      digest.update(of(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] of(Path file) {
    try {
      return sha256().digest(Files.readAllBytes(file));
    } catch (IOException gone) {
      return sha256().digest();
    }
  }

  /**
   * Of the program: the places that these classes come from, the libraries, and the Java that runs
   * it.
   */
  public static String ofProgram(List<Class<?>> classes) {
    TreeSet<Path> files = new TreeSet<>();
    for (Class<?> one : classes) {
      CodeSource source = one.getProtectionDomain().getCodeSource();
      try (Stream<Path> all = Files.walk(Path.of(source.getLocation().toURI()))) {
        all.filter(Files::isRegularFile).forEach(files::add);
      } catch (IOException | URISyntaxException unknown) {
        throw new IllegalStateException("the program's own place " + source, unknown);
      } catch (UncheckedIOException gone) {
        throw new IllegalStateException("the program changes while it runs", gone);
      }
    }
    return of(files) + " " + libraries() + " " + Runtime.version();
  }

  /** The libraries beside it, which are told by their names, with their versions, and sizes. */
  private static String libraries() {
    MessageDigest digest = sha256();
    String path = System.getProperty("java.class.path", "");
    for (String one : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(one);
      if (Files.isRegularFile(file)) {
        digest.update((file.getFileName() + " " + file.toFile().length() + "\n").getBytes(UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
