package org.truceline.console;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.truceline.console.view.EpisodeShown;
import org.truceline.console.view.Happening;
import org.truceline.console.view.MissionView;
import org.truceline.console.view.Proof;
import org.truceline.console.view.Said;
import org.truceline.console.view.StatusView;
import org.truceline.line.Marker;
import org.truceline.line.Side;
import org.truceline.line.VersionId;
import org.truceline.terms.PartyId;
import org.truceline.terms.Place;
import org.truceline.watch.Grade;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the API writes the console's values: docs/reference/http-api.md. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addModule(words())
          .build();

  private Json() {}

  /** A value as JSON without line ends. */
  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A value as JSON in UTF-8. */
  static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** A health as data writes it. */
  static String word(StatusView.Health health) {
    return lower(health);
  }

  /** A marker's state as data writes it. */
  static String word(Marker.Status status) {
    return lower(status);
  }

  private static SimpleModule words() {
    SimpleModule module = new SimpleModule();
    word(module, Grade.class, Grade::word);
    word(module, Proof.class, Proof::word);
    word(module, PartyId.class, PartyId::text);
    word(module, VersionId.class, VersionId::text);
    word(module, ZoneId.class, ZoneId::getId);
    word(module, Side.class, Json::lower);
    word(module, Marker.Status.class, Json::lower);
    word(module, StatusView.Health.class, Json::lower);
    word(module, EpisodeShown.Attention.State.class, Json::lower);
    word(module, MissionView.BasemapShown.Kind.class, Json::lower);
    module.addSerializer(Said.class, new SaidWriter());
    module.addSerializer(Place.class, new PlaceWriter());
    module.addSerializer(Happening.class, new HappeningWriter());
    return module;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> void word(SimpleModule module, Class<T> type, Function<T, String> word) {
    module.addSerializer(
        type,
        new StdSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(word.apply(value));
          }
        });
  }

  /** Words: language code to text. */
  private static final class SaidWriter extends StdSerializer<Said> {
    SaidWriter() {
      super(Said.class);
    }

    @Override
    public void serialize(Said said, JsonGenerator out, SerializationContext context)
        throws JacksonException {
      out.writeStartObject();
      said.byLanguage().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(one -> out.writeStringProperty(one.getKey(), one.getValue()));
      out.writeEndObject();
    }
  }

  /** A place: longitude and latitude, as GeoJSON has them, to a centimetre. */
  private static final class PlaceWriter extends StdSerializer<Place> {
    PlaceWriter() {
      super(Place.class);
    }

    @Override
    public void serialize(Place place, JsonGenerator out, SerializationContext context) {
      out.writeStartArray();
      out.writeNumber(rounded(place.lonDegrees()));
      out.writeNumber(rounded(place.latDegrees()));
      out.writeEndArray();
    }

    private static double rounded(double degrees) {
      return Math.rint(degrees * 1e7) / 1e7;
    }
  }

  /** A happening: what it is, and what it speaks of under the same name. */
  private static final class HappeningWriter extends StdSerializer<Happening> {
    HappeningWriter() {
      super(Happening.class);
    }

    @Override
    public void serialize(Happening happening, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      switch (happening) {
        case Happening.TrackHeard(var track) -> named(out, "track", track);
        case Happening.TrackGone(var id) -> named(out, "track-gone", id);
        case Happening.EpisodeChanged(var episode) -> named(out, "episode", episode);
        case Happening.EpisodeGone(var id) -> named(out, "episode-gone", id);
        case Happening.EntryWritten(var entry) -> named(out, "entry", entry);
        case Happening.Sealed(var checkpoint) -> named(out, "checkpoint", checkpoint);
        case Happening.LineChanged() -> named(out, "line", true);
      }
      out.writeEndObject();
    }

    private static void named(JsonGenerator out, String what, Object of) {
      out.writeStringProperty("what", what);
      out.writePOJOProperty("of", of);
    }
  }
}
