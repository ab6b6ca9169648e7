package org.truceline.record.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * The verifier in one file, docs/verify/Verify.java, compiled and called within a test's own JVM.
 */
public final class SecondVerifier {
  /** Where it lies. */
  public static final Path SOURCE = Path.of("..", "docs", "verify", "Verify.java");

  private static final Pattern BROKEN = Pattern.compile("(?m)^BROKEN at ([^:\n]+):");
  private static final Method RUN = compiled();

  private SecondVerifier() {}

  private static Method compiled() {
    try {
      Path classes = Files.createTempDirectory("verify");
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "-d", classes.toString(), SOURCE.toString());
      if (status != 0) {
        throw new IllegalStateException("the second verifier does not compile");
      }
      URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
      return loader.loadClass("Verify").getMethod("run", PrintStream.class, String[].class);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * What it said of a record.
   *
   * @param exit its exit status
   * @param place the file in which the record breaks, or nothing
   */
  public record Said(int exit, String place, String words) {}

  /** Lets it verify. */
  public static Said verify(String... arguments) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    try {
      int exit = (int) Objects.requireNonNull(RUN.invoke(null, new PrintStream(words), arguments));
      String said = words.toString(UTF_8);
      Matcher broken = BROKEN.matcher(said);
      return new Said(exit, broken.find() ? broken.group(1) : "", said);
    } catch (IllegalAccessException | InvocationTargetException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
