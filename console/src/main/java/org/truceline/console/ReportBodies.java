package org.truceline.console;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.truceline.console.Acts.Answer;
import org.truceline.console.view.Said;

/**
 * Reports as they come over HTTP: one as JSON, or any number as lines of JSON, also over a
 * connection that stays open. The bytes of each go to the desk as they are.
 */
final class ReportBodies {
  /** A report is a few hundred bytes; one of this size is a mistake or an attack. */
  static final int MOST_BYTES = 64 * 1024;

  /** The desk writes so many at once; more would let others wait. */
  static final int MOST_PIECES = 256;

  /** A key is an id, not a message. */
  static final String KEY = "[A-Za-z0-9._:-]{1,100}";

  private final Acts acts;
  private final Refusals refusals;
  private final Metrics metrics;

  ReportBodies(Acts acts, Refusals refusals, Metrics metrics) {
    this.acts = acts;
    this.refusals = refusals;
    this.metrics = metrics;
  }

  void handle(Context ctx, Asker by) throws IOException {
    String key = ctx.header("Idempotency-Key");
    if (key != null && !key.matches(KEY)) {
      refusals.refuse(ctx, 400, "console.refused.key");
      return;
    }
    String encoding = ctx.header("Content-Encoding");
    String type = ctx.contentType() == null ? "" : ctx.contentType();
    if (encoding != null && !encoding.equals("identity")) {
      refusals.refuse(ctx, 415, "console.refused.encoding");
      return;
    }
    switch (type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> one(ctx, by, key == null ? "" : key);
      case "application/x-ndjson" -> many(ctx, by, key == null ? "" : key);
      default -> refusals.refuse(ctx, 415, "console.refused.type");
    }
  }

  private void one(Context ctx, Asker by, String key) throws IOException {
    byte[] body = ctx.req().getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      refusals.refuse(ctx, 413, "console.refused.long", MOST_BYTES);
      return;
    }
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      refusals.refuse(ctx, 400, "console.refused.empty");
      return;
    }
    Answer answer = acts.report(by, List.of(new Piece(body, key))).getFirst();
    metrics.count(answer);
    answer(ctx, answer);
  }

  /** Answers with what became of one thing. */
  void answer(Context ctx, Answer answer) {
    switch (answer) {
      case Acts.Accepted _, Acts.Known _ ->
          ctx.status(202)
              .contentType("application/json")
              .header("Cache-Control", "no-store")
              .result(Json.bytes(said(answer)));
      case Acts.Refused(var why) -> refusals.refuse(ctx, 422, why);
      case Acts.TooMany(var after) ->
          refusals.later(ctx, 429, after, refusals.said("console.refused.many"));
      case Acts.Unavailable(var after, var why) -> refusals.later(ctx, 503, after, why);
    }
  }

  private Map<String, Object> said(Answer answer) {
    TreeMap<String, Object> said = new TreeMap<>();
    switch (answer) {
      case Acts.Accepted(var index) -> said.put("accepted", index);
      case Acts.Known(var index) -> {
        said.put("accepted", index);
        said.put("known", true);
      }
      case Acts.Refused(var why) -> said.put("refused", why);
      case Acts.TooMany(var after) -> {
        said.put("later", refusals.said("console.refused.many"));
        said.put("afterSeconds", Math.max(1, after.toSeconds()));
      }
      case Acts.Unavailable(var after, var why) -> {
        said.put("later", why);
        said.put("afterSeconds", Math.max(1, after.toSeconds()));
      }
    }
    return said;
  }

  private void many(Context ctx, Asker by, String key) throws IOException {
    Lines lines = new Lines(ctx.req().getInputStream());
    OutputStream out = null;
    while (true) {
      List<Lines.Line> batch = lines.next();
      if (batch.isEmpty()) {
        break;
      }
      List<Answer> answers = answers(by, key, batch);
      if (out == null) {
        if (allLater(answers)) {
          answer(ctx, answers.getFirst());
          return;
        }
        ctx.res().setStatus(202);
        ctx.res().setContentType("application/x-ndjson");
        ctx.res().setHeader("Cache-Control", "no-store");
        out = ctx.res().getOutputStream();
      }
      for (int i = 0; i < batch.size(); i++) {
        Map<String, Object> said = said(answers.get(i));
        said.put("line", batch.get(i).number());
        out.write(Json.bytes(said));
        out.write('\n');
      }
      out.flush();
    }
    if (out == null) {
      refusals.refuse(ctx, 400, "console.refused.empty");
    }
  }

  private static boolean allLater(List<Answer> answers) {
    return answers.stream()
        .allMatch(one -> one instanceof Acts.TooMany || one instanceof Acts.Unavailable);
  }

  private List<Answer> answers(Asker by, String key, List<Lines.Line> batch) {
    List<Piece> pieces = new ArrayList<>();
    for (Lines.Line line : batch) {
      if (!line.tooLong()) {
        pieces.add(new Piece(line.bytes(), key.isEmpty() ? "" : key + "/" + line.number()));
      }
    }
    List<Answer> given = pieces.isEmpty() ? List.of() : acts.report(by, pieces);
    if (given.size() != pieces.size()) {
      throw new IllegalStateException(given.size() + " answers to " + pieces.size() + " reports");
    }
    List<Answer> answers = new ArrayList<>();
    int next = 0;
    Said tooLong = refusals.said("console.refused.long", MOST_BYTES);
    for (Lines.Line line : batch) {
      answers.add(line.tooLong() ? new Acts.Refused(tooLong) : given.get(next++));
    }
    answers.forEach(metrics::count);
    return answers;
  }

  /** The lines of a body, in batches of what has come. */
  private static final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private long number;

    Lines(InputStream in) {
      this.in = in;
    }

    /** A line that is not blank. */
    record Line(long number, ByteArrayOutputStream held, boolean tooLong) {
      byte[] bytes() {
        return held.toByteArray();
      }
    }

    /** As many lines as have come, at most {@link #MOST_PIECES}; none at the end. */
    List<Line> next() throws IOException {
      List<Line> lines = new ArrayList<>();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      boolean tooLong = false;
      while (lines.size() < MOST_PIECES) {
        if (from == to) {
          boolean waiting = line.size() == 0 && !tooLong && !lines.isEmpty();
          if (waiting && in.available() == 0) {
            return lines;
          }
          from = 0;
          to = in.read(buffer);
          if (to < 0) {
            to = 0;
            number++;
            keep(lines, line, tooLong);
            return lines;
          }
          continue;
        }
        byte next = buffer[from++];
        if (next == '\n') {
          number++;
          keep(lines, line, tooLong);
          line = new ByteArrayOutputStream();
          tooLong = false;
        } else if (line.size() < MOST_BYTES) {
          line.write(next);
        } else {
          tooLong = true;
        }
      }
      return lines;
    }

    private void keep(List<Line> lines, ByteArrayOutputStream line, boolean tooLong) {
      if (tooLong || !line.toString(StandardCharsets.UTF_8).isBlank()) {
        lines.add(new Line(number, line, tooLong));
      }
    }
  }
}
