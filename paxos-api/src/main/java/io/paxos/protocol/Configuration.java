package io.paxos.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who the acceptors are, in one era. Only a chosen configuration is ever installed (rule M1),
 * except that era 0, in which the first one is chosen, belongs to the seeds.
 *
 * @param era grows with every step of a change of membership
 * @param stage how far a change of membership is
 * @param current the acceptors; those that were, while a change is under way
 * @param next during a change, the acceptors that will be; empty iff the stage is stable
 * @param retired every store that was in a configuration once and has left it; none of them is ever
 *     admitted again (rule M6)
 */
public record Configuration(
    long era,
    Stage stage,
    AcceptorGroup current,
    Optional<AcceptorGroup> next,
    List<StoreId> retired) {
  /** The media type of {@link #text()}. */
  public static final String MEDIA_TYPE = "text/plain;charset=utf-8";

  /** How far a change of membership is. */
  public enum Stage {
    /** No change is under way: {@code current} decides. */
    STABLE,
    /** {@code current} decides; the acceptors that are new are given copies, and have no vote. */
    COPYING,
    /** Quorums of both decide. */
    JOINT;

    /** In small letters, as texts, health and metrics call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if the era is negative, {@code next} does not go with the
   *     stage, or a store that takes part has retired
   */
  public Configuration {
    retired = List.copyOf(retired);
    if (era < 0) {
      throw new IllegalArgumentException("era " + era + " is negative");
    }
    if (next.isPresent() == (stage == Stage.STABLE)) {
      throw new IllegalArgumentException(
          "a " + stage.word() + " configuration of era " + era + " has next acceptors: " + next);
    }
    for (Member member : union(current, next)) {
      if (retired.contains(member.store())) {
        throw new IllegalArgumentException(
            "store %s of acceptor %s has left the cluster once and is never admitted again (rule M6)"
                .formatted(member.store(), member.id()));
      }
    }
  }

  /** A configuration with no change under way, from which nobody has retired. */
  public static Configuration stable(long era, AcceptorGroup group) {
    return new Configuration(era, Stage.STABLE, group, Optional.empty(), List.of());
  }

  /** A configuration in which both groups decide, from which nobody has retired. */
  public static Configuration joint(long era, AcceptorGroup current, AcceptorGroup next) {
    return new Configuration(era, Stage.JOINT, current, Optional.of(next), List.of());
  }

  /** Whether no change is under way. */
  public boolean isStable() {
    return stage == Stage.STABLE;
  }

  /** Everyone who takes part, with a vote or without, each store once. */
  public List<Member> members() {
    return union(current, next);
  }

  /** Everyone who has a vote, each store once. */
  public List<Member> voters() {
    return stage == Stage.JOINT ? members() : current.members();
  }

  /** Everyone who will have a vote and does not yet, each store once. */
  public List<Member> joiners() {
    Set<StoreId> present =
        current.members().stream().map(Member::store).collect(Collectors.toUnmodifiableSet());
    return members().stream().filter(member -> !present.contains(member.store())).toList();
  }

  private static List<Member> union(AcceptorGroup current, Optional<AcceptorGroup> next) {
    if (next.isEmpty()) {
      return current.members();
    }
    Map<StoreId, Member> members = new LinkedHashMap<>();
    current.members().forEach(member -> members.put(member.store(), member));
    next.get().members().forEach(member -> members.putIfAbsent(member.store(), member));
    return List.copyOf(members.values());
  }

  /** The member of this name, the one that will be before the one that is. */
  public Optional<Member> member(AcceptorId id) {
    List<Member> candidates = new ArrayList<>();
    next.ifPresent(group -> candidates.addAll(group.members()));
    candidates.addAll(current.members());
    return candidates.stream().filter(member -> member.id().equals(id)).findFirst();
  }

  /** Lines that a person can read, which {@link #parse} takes. */
  public String text() {
    StringBuilder text = new StringBuilder("era " + era + "\n");
    appendGroup(text, "current", current);
    next.ifPresent(group -> appendGroup(text, stage.word(), group));
    retired.forEach(store -> text.append("retired ").append(store).append('\n'));
    return text.toString();
  }

  private static void appendGroup(StringBuilder text, String name, AcceptorGroup group) {
    String sizes = " prepare " + group.prepareSize() + " accept " + group.acceptSize();
    text.append(name).append(sizes).append('\n');
    for (Member member : group.members()) {
      String words =
          String.join(" ", member.id().name(), member.store().toString(), member.address());
      text.append("acceptor ").append(words).append('\n');
    }
  }

  /**
   * The configuration whose {@link #text()} this is.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Configuration parse(String text) {
    return new Parser(text).configuration();
  }

  /** Reads the lines of {@link Configuration#text()} one after the other. */
  private static final class Parser {
    private final String text;
    private final String[] lines;
    private int position;

    Parser(String text) {
      this.text = text;
      this.lines = text.split("\n", -1);
    }

    Configuration configuration() {
      long era = Long.parseLong(words("era", 2)[1]);
      AcceptorGroup current = group("current");
      Stage stage = stage();
      Optional<AcceptorGroup> next =
          stage == Stage.STABLE ? Optional.empty() : Optional.of(group(stage.word()));
      List<StoreId> retired = new ArrayList<>();
      while (nextLineStartsWith("retired ")) {
        retired.add(StoreId.parse(words("retired", 2)[1]));
      }
      if (position != lines.length - 1 || !lines[position].isEmpty()) {
        throw malformed();
      }
      return new Configuration(era, stage, current, next, retired);
    }

    /** What the name of the second group says, if there is one. */
    private Stage stage() {
      for (Stage stage : List.of(Stage.COPYING, Stage.JOINT)) {
        if (nextLineStartsWith(stage.word() + " ")) {
          return stage;
        }
      }
      return Stage.STABLE;
    }

    private AcceptorGroup group(String name) {
      String[] sizes = words(name, 5);
      List<Member> members = new ArrayList<>();
      while (nextLineStartsWith("acceptor ")) {
        String[] words = words("acceptor", 4);
        members.add(new Member(new AcceptorId(words[1]), words[3], StoreId.parse(words[2])));
      }
      return new AcceptorGroup(members, Integer.parseInt(sizes[2]), Integer.parseInt(sizes[4]));
    }

    private boolean nextLineStartsWith(String start) {
      return position < lines.length && lines[position].startsWith(start);
    }

    private String[] words(String first, int count) {
      String[] words = position < lines.length ? lines[position].split(" ", -1) : new String[0];
      if (words.length != count || !words[0].equals(first)) {
        throw malformed();
      }
      position++;
      return words;
    }

    private IllegalArgumentException malformed() {
      return new IllegalArgumentException(
          "line " + (position + 1) + " of this configuration is malformed:\n" + text);
    }
  }
}
