package io.paxos.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who the acceptors are, in one era. Only a chosen configuration is ever installed (rule M1),
 * except that era 0, in which the first one is chosen, belongs to the seeds.
 *
 * @param era grows with every change of membership
 * @param current the acceptors
 * @param next during a change, the acceptors that will be
 */
public record Configuration(long era, AcceptorGroup current, Optional<AcceptorGroup> next) {
  /** The media type of {@link #text()}. */
  public static final String MEDIA_TYPE = "text/plain;charset=utf-8";

  /**
   * @throws IllegalArgumentException if the era is negative
   */
  public Configuration {
    if (era < 0) {
      throw new IllegalArgumentException("era " + era + " is negative");
    }
  }

  /** A configuration with no change under way. */
  public static Configuration stable(long era, AcceptorGroup group) {
    return new Configuration(era, group, Optional.empty());
  }

  /** Everyone who takes part, each store once. */
  public List<Member> members() {
    Map<StoreId, Member> members = new LinkedHashMap<>();
    current.members().forEach(member -> members.put(member.store(), member));
    next.ifPresent(
        group -> group.members().forEach(member -> members.putIfAbsent(member.store(), member)));
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
    next.ifPresent(group -> appendGroup(text, "next", group));
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
      Optional<AcceptorGroup> next =
          nextLineStartsWith("next ") ? Optional.of(group("next")) : Optional.empty();
      if (position != lines.length - 1 || !lines[position].isEmpty()) {
        throw malformed();
      }
      return new Configuration(era, current, next);
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
