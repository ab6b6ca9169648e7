package org.truceline.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truceline.terms.Because;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of the file of people: a first line {@code truceline-people 1 sha256:DIGEST}, and below
 * it JSON, of which that is the digest. A file that was cut, changed by hand, or holds anything
 * that is not known is refused; nothing in it is guessed at.
 */
final class PeopleText {
  private static final Pattern HEAD = Pattern.compile("truceline-people 1 sha256:([0-9a-f]{64})");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private PeopleText() {}

  /** What a text says. */
  sealed interface Reading {
    record Read(Accounts accounts) implements Reading {}

    record Damaged(Because why) implements Reading {}
  }

  /** The text of accounts. */
  static String write(Accounts accounts) {
    String body = MAPPER.writeValueAsString(accounts) + "\n";
    return "truceline-people 1 sha256:" + Digest.of(body).hex() + "\n" + body;
  }

  /** Reads a text. */
  static Reading read(byte[] bytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException not) {
      return new Reading.Damaged(Because.of("doors.people-not-text"));
    }
    int end = text.indexOf('\n');
    Matcher head = HEAD.matcher(end < 0 ? text : text.substring(0, end));
    if (end < 0 || !head.matches()) {
      return new Reading.Damaged(Because.of("doors.people-head"));
    }
    String body = text.substring(end + 1);
    if (!Digest.of(body).matches(new Digest(head.group(1)))) {
      return new Reading.Damaged(Because.of("doors.people-digest"));
    }
    try {
      Accounts accounts = MAPPER.readValue(body, Accounts.class);
      return accounts == null
          ? new Reading.Damaged(place(2, 1, "null"))
          : new Reading.Read(accounts);
    } catch (JacksonException wrong) {
      return new Reading.Damaged(what(wrong));
    }
  }

  private static Because what(JacksonException wrong) {
    int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
    if (line > 0) {
      return place(line + 1, wrong.getLocation().getColumnNr(), wrong.getOriginalMessage());
    }
    // Of what it has read ahead it knows the path only.
    String path = wrong instanceof DatabindException at ? at.getPathReference() : "";
    return Because.of(
        "doors.people-path",
        Because.text(path.replaceAll("org\\.truceline\\.doors\\.|java\\.util\\.", "")),
        Because.text(wrong.getOriginalMessage()));
  }

  private static Because place(int line, int column, String what) {
    return Because.of(
        "doors.people-place", Because.count(line), Because.count(column), Because.text(what));
  }
}
