package org.truceline.app.whatif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.truceline.terms.bookmark.BookmarkReader;
import org.truceline.terms.bookmark.BookmarkWriter;

/** Counts what becomes of matters, and keeps the gravest of those that change. */
public final class Outcomes {
  /** Changes kept, some 5 kB each: more than a map can show apart. */
  public static final int MOST_KEPT = 1_000;

  private final PriorityQueue<Matter> gravest =
      new PriorityQueue<>(Matter.GRAVEST_FIRST.reversed());
  private final Map<Change, Long> changes = new EnumMap<>(Change.class);
  private final Map<Step, Long> steps = new TreeMap<>(Step.GRAVEST_FIRST);
  private long inForce;
  private long proposed;

  /**
   * From which grade to which.
   *
   * @param inForce under what is in force
   * @param proposed under what is proposed
   */
  public record Step(Graded inForce, Graded proposed) {
    private static final Comparator<Step> GRAVEST_FIRST =
        Comparator.comparingInt((Step one) -> Math.max(one.inForce.rank(), one.proposed.rank()))
            .thenComparingInt(one -> one.proposed.rank())
            .thenComparingInt(one -> one.inForce.rank())
            .reversed();
  }

  /** A count of what became of matters. */
  private record Changed(Change change, long count) {}

  private record Stepped(Step step, long count) {}

  /** Writes them into a bookmark. */
  public void write(BookmarkWriter to) {
    to.number(inForce);
    to.number(proposed);
    to.values(Matter.class, gravest);
    List<Changed> changed = new ArrayList<>();
    changes.forEach((change, count) -> changed.add(new Changed(change, count)));
    to.values(Changed.class, changed);
    List<Stepped> stepped = new ArrayList<>();
    steps.forEach((step, count) -> stepped.add(new Stepped(step, count)));
    to.values(Stepped.class, stepped);
  }

  /** Goes on with what was written, before any matter is taken. */
  public void read(BookmarkReader from) {
    inForce = from.number();
    proposed = from.number();
    gravest.addAll(from.values(Matter.class));
    from.values(Changed.class).forEach(one -> changes.put(one.change, one.count));
    from.values(Stepped.class).forEach(one -> steps.put(one.step, one.count));
  }

  /** Takes a matter. */
  public void take(Matter matter) {
    inForce += matter.inForce().episodes();
    proposed += matter.proposed().episodes();
    changes.merge(matter.change(), 1L, Long::sum);
    steps.merge(new Step(matter.inForce().graded(), matter.proposed().graded()), 1L, Long::sum);
    if (matter.change() == Change.STAYS) {
      return;
    }
    gravest.add(matter);
    if (gravest.size() > MOST_KEPT) {
      gravest.remove();
    }
  }

  /** The gravest of the matters that change, the most grave first. */
  public List<Matter> gravest() {
    List<Matter> sorted = new ArrayList<>(gravest);
    sorted.sort(Matter.GRAVEST_FIRST);
    return sorted;
  }

  /** How many matters had this outcome. */
  public long count(Change change) {
    return changes.getOrDefault(change, 0L);
  }

  /** How many matters there were. */
  public long all() {
    return changes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them change. */
  public long changed() {
    return all() - count(Change.STAYS);
  }

  /** How many matters went from which grade to which, the gravest first. */
  public Map<Step, Long> steps() {
    return Collections.unmodifiableMap(steps);
  }

  /** The same without those whose grade stays. */
  public Map<Step, Long> changedSteps() {
    Map<Step, Long> changed = new TreeMap<>(Step.GRAVEST_FIRST);
    changed.putAll(steps);
    changed.keySet().removeIf(step -> step.inForce.equals(step.proposed));
    return changed;
  }

  /** How many matters are so grave under one of the two. */
  public long count(Under under, Graded graded) {
    return steps.entrySet().stream()
        .filter(one ->
            graded.equals(under == Under.IN_FORCE ? one.getKey().inForce : one.getKey().proposed))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Episodes under one of the two. */
  public long episodes(Under under) {
    return under == Under.IN_FORCE ? inForce : proposed;
  }
}
