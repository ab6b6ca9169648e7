package org.truceline.record.note;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.truceline.terms.Because;

/**
 * Whom a reader trusts (C2SP tlog-policy): the records it knows, the cosigners it knows, and which
 * of them together make a checkpoint witnessed. It counts parties, never signature lines: a party's
 * two kinds of key stand in a group of which one is enough, and a group that would count one party
 * twice is refused.
 */
public final class TrustPolicy {
  private static final String NONE = "none";

  /** The format asks for 32 of each at least. */
  private static final int MOST_LINES = 1_000;

  private final Map<String, VerifierKey> logs;
  private final Map<String, VerifierKey> witnesses;
  private final Map<String, Group> groups;
  private final String quorum;

  private record Group(int threshold, List<String> members) {}

  private TrustPolicy(
      Map<String, VerifierKey> logs,
      Map<String, VerifierKey> witnesses,
      Map<String, Group> groups,
      String quorum) {
    this.logs = logs;
    this.witnesses = witnesses;
    this.groups = groups;
    this.quorum = quorum;
  }

  /** What is found when a policy is read. */
  public sealed interface Reading {}

  /** It is a policy. */
  public record Read(TrustPolicy policy) implements Reading {}

  /**
   * It is none.
   *
   * @param line the line that is wrong, from 1; 0 where something is missing
   */
  public record Unreadable(int line, Because because) implements Reading {}

  /** The policy of a reader who knows one record and no cosigner. */
  public static TrustPolicy ofLog(VerifierKey log) {
    return new TrustPolicy(Map.of(log.name(), log), Map.of(), Map.of(), NONE);
  }

  /**
   * The policy about one record only, whose key the reader has from elsewhere; nothing where it
   * knows another key of that record.
   */
  public Optional<TrustPolicy> about(VerifierKey log) {
    VerifierKey known = logs.getOrDefault(log.name(), log);
    return known.equals(log)
        ? Optional.of(new TrustPolicy(Map.of(log.name(), log), witnesses, groups, quorum))
        : Optional.empty();
  }

  /** Reads a policy. */
  public static Reading read(String text) {
    return new Reader().read(text);
  }

  /** The key of a record by its origin, which is what a reader remembers it by. */
  public Optional<VerifierKey> log(String origin) {
    return Optional.ofNullable(logs.get(origin));
  }

  /** The records that are known. */
  public List<VerifierKey> logs() {
    return List.copyOf(logs.values());
  }

  /** The keys of all cosigners that are known. */
  public List<VerifierKey> cosigners() {
    return List.copyOf(witnesses.values());
  }

  /** Names of the cosigners of a checkpoint, as the policy names them. */
  public Set<String> witnessesOf(SignedCheckpoint checkpoint) {
    Set<String> names = new HashSet<>();
    witnesses.forEach((name, key) -> {
      if (checkpoint.cosignatures().stream().anyMatch(one -> one.key().equals(key))) {
        names.add(name);
      }
    });
    return names;
  }

  /** Whether those who cosigned a checkpoint are enough. */
  public boolean witnessed(SignedCheckpoint checkpoint) {
    return quorum.equals(NONE) || holds(quorum, witnessesOf(checkpoint));
  }

  /** Whether anybody at all must have cosigned. */
  public boolean asksForWitnesses() {
    return !quorum.equals(NONE);
  }

  private boolean holds(String name, Set<String> cosigned) {
    Group group = groups.get(name);
    return group == null
        ? cosigned.contains(name)
        : group.members().stream().filter(member -> holds(member, cosigned)).count()
            >= group.threshold();
  }

  private static final class Reader {
    private final Map<String, VerifierKey> logs = new LinkedHashMap<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> materials = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private String quorum = "";

    Reading read(String text) {
      String[] lines = text.split("\n", -1);
      if (lines.length > MOST_LINES) {
        return new Unreadable(0, Because.of("record.policy.long", Because.count(MOST_LINES)));
      }
      for (int i = 0; i < lines.length; i++) {
        String line = lines[i].replace('\t', ' ').strip();
        if (lines[i].chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
          return new Unreadable(i + 1, Because.of("record.policy.control"));
        }
        if (!line.isEmpty() && !line.startsWith("#")) {
          Optional<Because> wrong = take(line.split(" +"));
          if (wrong.isPresent()) {
            return new Unreadable(i + 1, wrong.get());
          }
        }
      }
      return quorum.isEmpty()
          ? new Unreadable(0, Because.of("record.policy.no-quorum"))
          : new Read(new TrustPolicy(logs, witnesses, groups, quorum));
    }

    private Optional<Because> take(String[] words) {
      return switch (words[0]) {
        case "log" -> words.length == 2 || words.length == 3 ? log(words[1]) : form(words[0]);
        case "witness" ->
            words.length == 3 || words.length == 4 ? witness(words[1], words[2]) : form(words[0]);
        case "group" -> words.length >= 4 ? group(words) : form(words[0]);
        case "quorum" -> words.length == 2 ? quorum(words[1]) : form(words[0]);
        default -> wrong("record.policy.word", words[0]);
      };
    }

    private Optional<Because> log(String text) {
      VerifierKey key = VerifierKey.parse(text).filter(k -> k.kind() == KeyKind.LOG).orElse(null);
      if (key == null) {
        return wrong("record.policy.key", text);
      }
      if (!materials.add(key.materialText()) || logs.put(key.name(), key) != null) {
        return wrong("record.policy.twice", key.name());
      }
      return Optional.empty();
    }

    private Optional<Because> witness(String name, String text) {
      VerifierKey key = VerifierKey.parse(text).filter(k -> k.kind() != KeyKind.LOG).orElse(null);
      if (key == null) {
        return wrong("record.policy.key", text);
      }
      if (name.equals(NONE)
          || groups.containsKey(name)
          || !materials.add(key.materialText())
          || witnesses.putIfAbsent(name, key) != null) {
        return wrong("record.policy.twice", name);
      }
      return Optional.empty();
    }

    private Optional<Because> group(String[] words) {
      String name = words[1];
      if (name.equals(NONE) || witnesses.containsKey(name) || groups.containsKey(name)) {
        return wrong("record.policy.twice", name);
      }
      List<String> of = List.of(words).subList(3, words.length);
      for (String member : of) {
        if (!known(member)) {
          return wrong("record.policy.unknown", member);
        }
        if (!members.add(member)) {
          return wrong("record.policy.member-twice", member);
        }
      }
      int threshold =
          switch (words[2]) {
            case "any" -> 1;
            case "all" -> of.size();
            default -> words[2].matches("[1-9][0-9]{0,3}") ? Integer.parseInt(words[2]) : 0;
          };
      if (threshold < 1 || threshold > of.size()) {
        return wrong("record.policy.threshold", words[2]);
      }
      if (threshold > 1) {
        Set<String> parties = new HashSet<>();
        for (String member : of) {
          for (String party : parties(member)) {
            if (!parties.add(party)) {
              return wrong("record.policy.party-twice", party);
            }
          }
        }
      }
      groups.put(name, new Group(threshold, of));
      return Optional.empty();
    }

    /** Names on the keys of a witness or of all in a group. */
    private Set<String> parties(String name) {
      Group group = groups.get(name);
      if (group == null) {
        return Set.of(Objects.requireNonNull(witnesses.get(name)).name());
      }
      Set<String> all = new HashSet<>();
      group.members().forEach(member -> all.addAll(parties(member)));
      return all;
    }

    private Optional<Because> quorum(String name) {
      if (!quorum.isEmpty()) {
        return wrong("record.policy.twice", "quorum");
      }
      if (!name.equals(NONE) && !known(name)) {
        return wrong("record.policy.unknown", name);
      }
      quorum = name;
      return Optional.empty();
    }

    private boolean known(String name) {
      return witnesses.containsKey(name) || groups.containsKey(name);
    }

    private static Optional<Because> form(String word) {
      return wrong("record.policy.form", word);
    }

    private static Optional<Because> wrong(String message, String word) {
      return Optional.of(Because.of(message, Because.text(word)));
    }
  }
}
