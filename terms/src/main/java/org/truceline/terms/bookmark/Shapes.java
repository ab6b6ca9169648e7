package org.truceline.terms.bookmark;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How values of each type are written and read: numbers, texts, moments and words of an enum as
 * they are, lists and maps piece by piece, records component by component, and a sealed interface
 * as the place of the record among those that it permits. So a record that gets a component needs
 * no word here. Not for two threads at once.
 */
final class Shapes {
  private final Map<Type, Shape> known = new HashMap<>();

  Shapes() {
    put(boolean.class, (out, value) -> out.flag((Boolean) value), BookmarkReader::flag);
    put(int.class, (out, value) -> out.number((Integer) value), BookmarkReader::count);
    put(long.class, (out, value) -> out.number((Long) value), BookmarkReader::number);
    put(double.class, (out, value) -> out.real((Double) value), BookmarkReader::real);
    put(String.class, (out, value) -> out.text((String) value), BookmarkReader::text);
    put(Instant.class, (out, value) -> out.time((Instant) value), BookmarkReader::time);
  }

  /** How values of one type are written and read. */
  interface Shape {
    void write(BookmarkWriter out, Object value);

    Object read(BookmarkReader in);
  }

  private record Plain(
      BiConsumer<BookmarkWriter, Object> writing, Function<BookmarkReader, Object> reading)
      implements Shape {
    @Override
    public void write(BookmarkWriter out, Object value) {
      writing.accept(out, value);
    }

    @Override
    public Object read(BookmarkReader in) {
      return reading.apply(in);
    }
  }

  private void put(
      Type type,
      BiConsumer<BookmarkWriter, Object> writing,
      Function<BookmarkReader, Object> reading) {
    known.put(type, new Plain(writing, reading));
  }

  Shape of(Type type) {
    Shape shape = known.get(type);
    if (shape == null) {
      shape = made(type);
      known.put(type, shape);
    }
    return shape;
  }

  private Shape made(Type type) {
    if (type instanceof ParameterizedType of && of.getRawType() == List.class) {
      return list(of.getActualTypeArguments()[0]);
    }
    if (type instanceof ParameterizedType of && of.getRawType() == Map.class) {
      return map(of.getActualTypeArguments()[0], of.getActualTypeArguments()[1]);
    }
    if (type instanceof Class<?> one && one.isEnum()) {
      Map<String, Object> words = new HashMap<>();
      for (Object word : one.getEnumConstants()) {
        words.put(((Enum<?>) word).name(), word);
      }
      return new Plain(
          (out, value) -> out.text(((Enum<?>) value).name()),
          in -> Objects.requireNonNull(words.get(in.text())));
    }
    if (type instanceof Class<?> one && one.isRecord()) {
      return new Components(one);
    }
    if (type instanceof Class<?> one && one.isSealed()) {
      return oneOf(one);
    }
    throw new IllegalArgumentException("nothing that a bookmark can hold: " + type);
  }

  private Shape list(Type each) {
    return new Plain(
        (out, value) -> {
          Collection<?> values = (Collection<?>) value;
          out.number(values.size());
          values.forEach(one -> of(each).write(out, one));
        },
        in -> {
          int count = in.count();
          List<Object> values = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            values.add(of(each).read(in));
          }
          return values;
        });
  }

  private Shape map(Type key, Type each) {
    return new Plain(
        (out, value) -> {
          Map<?, ?> values = (Map<?, ?>) value;
          out.number(values.size());
          values.forEach((name, one) -> {
            of(key).write(out, name);
            of(each).write(out, one);
          });
        },
        in -> {
          int count = in.count();
          Map<Object, Object> values = new HashMap<>();
          for (int i = 0; i < count; i++) {
            Object name = of(key).read(in);
            values.put(name, of(each).read(in));
          }
          return values;
        });
  }

  private Shape oneOf(Class<?> sealed) {
    List<Class<?>> records = records(sealed);
    Map<Class<?>, Integer> places = new HashMap<>();
    records.forEach(one -> places.put(one, places.size()));
    return new Plain(
        (out, value) -> {
          int place = Objects.requireNonNull(places.get(value.getClass()));
          out.number(place);
          of(records.get(place)).write(out, value);
        },
        in -> of(records.get(in.count())).read(in));
  }

  private static List<Class<?>> records(Class<?> sealed) {
    List<Class<?>> records = new ArrayList<>();
    for (Class<?> one : sealed.getPermittedSubclasses()) {
      records.addAll(one.isSealed() ? records(one) : List.of(one));
    }
    return records;
  }

  /** A record: what its components hold, in their order. */
  private final class Components implements Shape {
    private final Constructor<?> constructor;
    private final List<Method> accessors = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();

    Components(Class<?> of) {
      RecordComponent[] components = of.getRecordComponents();
      try {
        constructor =
            of.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      } catch (NoSuchMethodException never) {
        throw new IllegalStateException(never);
      }
      constructor.setAccessible(true);
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
        accessors.add(component.getAccessor());
        types.add(component.getGenericType());
      }
    }

    @Override
    public void write(BookmarkWriter out, Object value) {
      for (int i = 0; i < accessors.size(); i++) {
        try {
          of(types.get(i)).write(out, accessors.get(i).invoke(value));
        } catch (IllegalAccessException | InvocationTargetException never) {
          throw new IllegalStateException(never);
        }
      }
    }

    @Override
    public Object read(BookmarkReader in) {
      Object[] values = new Object[types.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = of(types.get(i)).read(in);
      }
      try {
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException never) {
        throw new IllegalStateException(never);
      }
    }
  }
}
