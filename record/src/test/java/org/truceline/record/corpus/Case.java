package org.truceline.record.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * One question to a verifier: a record, what is done to a copy of it, by whose keys it is read, and
 * the answer.
 *
 * @param record a folder below records
 * @param key a file below keys, or the text of a key
 * @param policy a file below policies, or nothing
 * @param exit 0 where the record holds, 1 where it does not, 2 where the key or policy is none
 * @param place the file in which it breaks, {@code tile} where several may, or nothing
 */
record Case(
    String name,
    String record,
    String key,
    String policy,
    List<Edit> edits,
    int exit,
    String place) {

  /**
   * What is done to a file of the copy.
   *
   * @param how {@code flip} the bit {@code bit} of the byte {@code at}; {@code cut} to the length
   *     {@code at}; {@code add} the bytes {@code with} (hexadecimal) at the end; {@code drop} it;
   *     {@code swap} it with the file {@code with}; {@code put} the corpus's file {@code with}
   *     there
   */
  record Edit(String how, String file, String with, int at, int bit) {
    static Edit flip(String file, int at, int bit) {
      return new Edit("flip", file, "", at, bit);
    }

    static Edit cut(String file, int length) {
      return new Edit("cut", file, "", length, 0);
    }

    static Edit add(String file, String hex) {
      return new Edit("add", file, hex, 0, 0);
    }

    static Edit drop(String file) {
      return new Edit("drop", file, "", 0, 0);
    }

    static Edit swap(String file, String other) {
      return new Edit("swap", file, other, 0, 0);
    }

    static Edit put(String file, String from) {
      return new Edit("put", file, from, 0, 0);
    }

    /** Does it. */
    void apply(Path corpus, Path copy) throws IOException {
      Path path = copy.resolve(file);
      switch (how) {
        case "drop" -> Files.delete(path);
        case "put" -> {
          Files.createDirectories(Objects.requireNonNull(path.getParent()));
          Files.write(path, Files.readAllBytes(corpus.resolve(with)));
        }
        case "swap" -> {
          byte[] one = Files.readAllBytes(path);
          Files.write(path, Files.readAllBytes(copy.resolve(with)));
          Files.write(copy.resolve(with), one);
        }
        default -> Files.write(path, changed(Files.readAllBytes(path)));
      }
    }

    private byte[] changed(byte[] bytes) {
      return switch (how) {
        case "flip" -> {
          bytes[at] ^= (byte) (1 << bit);
          yield bytes;
        }
        case "cut" -> Arrays.copyOf(bytes, at);
        case "add" -> {
          byte[] more = HexFormat.of().parseHex(with);
          byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
          System.arraycopy(more, 0, longer, bytes.length, more.length);
          yield longer;
        }
        default -> throw new IllegalStateException("no edit " + how);
      };
    }
  }

  /** As a line of JSON. */
  String json() {
    StringBuilder json = new StringBuilder("{\"case\":\"" + name + "\",\"record\":\"" + record);
    json.append("\",\"key\":\"").append(key).append('"');
    if (!policy.isEmpty()) {
      json.append(",\"policy\":\"").append(policy).append('"');
    }
    json.append(",\"edits\":[");
    for (Edit edit : edits) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"do\":\"" + edit.how() + "\",\"file\":\"" + edit.file() + "\"");
      switch (edit.how()) {
        case "flip" -> json.append(",\"byte\":" + edit.at() + ",\"bit\":" + edit.bit());
        case "cut" -> json.append(",\"length\":" + edit.at());
        case "add" -> json.append(",\"hex\":\"" + edit.with() + "\"");
        case "swap", "put" -> json.append(",\"with\":\"" + edit.with() + "\"");
        default -> {}
      }
      json.append('}');
    }
    return json.append("],\"exit\":" + exit + ",\"place\":\"" + place + "\"}").toString();
  }
}
