package io.paxos.scenario;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of scenarios: one line, one step. See the package's description. */
final class Script {
  private static final String PLACE = "[A-Z][A-Za-z0-9]*";
  private static final String PLACES = "(" + PLACE + "(?: " + PLACE + ")*)";
  private static final String GROUP = "((?:any|" + PLACE + ")(?:," + PLACE + ")*)";
  private static final String WAY =
      GROUP
          + "->"
          + GROUP
          + "(?: (prepare|promise|accept|accepted|conflict|read|report|install"
          + "|installed|scan|page|collect|collected|refusal))?";

  private static final List<Verb> VERBS =
      List.of(
          new Verb(
              "acceptors A B C [, prepare 3 accept 2]",
              "acceptors " + PLACES + "(?:, prepare (\\d+) accept (\\d+))?",
              Script::acceptors),
          new Verb(
              "spare D", "spare " + PLACES, (world, words) -> world.addAcceptors(list(words, 1))),
          new Verb(
              "proposers P Q",
              "proposers " + PLACES,
              (world, words) -> list(words, 1).forEach(world::addProposer)),
          new Verb(
              "P: set \"x\" | cas r1 \"x\" | increment | delete | switch \"x\" | read"
                  + " [op ID] [within 2s] [as NAME]",
              "("
                  + PLACE
                  + "): ("
                  + Question.PATTERN
                  + ")"
                  + "(?: op (\\S+))?(?: within (\\d+m?s))?(?: as ([a-z][a-z0-9-]*))?",
              Script::call),
          new Verb(
              "P: begin B C D [, prepare 3 accept 2]",
              "(" + PLACE + "): begin " + PLACES + "(?:, prepare (\\d+) accept (\\d+))?",
              Script::begin),
          new Verb(
              "P: install|list|copy|raise floors|transfer|advance|abort|follow"
                  + "|harvest|spread|forget|fold [on A B]",
              "("
                  + PLACE
                  + "): (copy|raise floors|transfer|advance|abort|follow|harvest|spread"
                  + "|(?:install|list|forget|fold)(?: on "
                  + PLACES
                  + ")?)",
              Script::upkeep),
          new Verb(
              "hold|lose|duplicate|deliver A,B->P [KIND]",
              "(hold|lose|duplicate|deliver) " + WAY,
              Script::treat),
          new Verb("release A,B->P [KIND]", "release " + WAY, Script::release),
          new Verb("heal", "heal", (world, words) -> heal(world)),
          new Verb(
              "crash P", "crash (" + PLACE + ")", (world, words) -> world.crash(words.group(1))),
          new Verb(
              "restart P",
              "restart (" + PLACE + ")",
              (world, words) -> world.restart(words.group(1))),
          new Verb("wipe A", "wipe (" + PLACE + ")", (world, words) -> world.wipe(words.group(1))),
          new Verb(
              "floor A B 7",
              "floor " + PLACES + " (\\d+)",
              (world, words) ->
                  list(words, 1)
                      .forEach(place -> world.raiseFloor(place, Long.parseLong(words.group(2))))),
          new Verb(
              "install era 2 of A B C [then B C D] on A B",
              "install era (\\d+) of " + PLACES + "(?: then " + PLACES + ")? on " + PLACES,
              Script::install),
          new Verb(
              "wait 2s", "wait (\\d+m?s)", (world, words) -> world.pass(duration(words.group(1)))),
          new Verb(
              "expect P: committed r1 \"x\"",
              "expect ([A-Za-z][A-Za-z0-9-]*): (.+)",
              Script::expect));

  private Script() {}

  /** What a line of this form does. */
  @FunctionalInterface
  private interface Step {
    void take(ScriptedWorld world, MatchResult words);
  }

  private record Verb(String grammar, Pattern pattern, Step step) {
    Verb(String grammar, String pattern, Step step) {
      this(grammar, Pattern.compile(pattern), step);
    }
  }

  /**
   * Takes the step of one line, and lets everything happen that needs no time.
   *
   * @throws IllegalArgumentException if the line is not of the language, or makes no sense here
   * @throws AssertionError if it expects something else than what is so
   */
  static void run(String line, ScriptedWorld world) {
    for (Verb verb : VERBS) {
      Matcher matcher = verb.pattern().matcher(line);
      if (matcher.matches()) {
        verb.step().take(world, matcher.toMatchResult());
        world.pass(Duration.ZERO);
        return;
      }
    }
    throw new IllegalArgumentException("it is none of\n  " + String.join("\n  ", grammar(line)));
  }

  /** The forms that begin as the line does; all if there is none. */
  private static List<String> grammar(String line) {
    String first = line.split(" ", 2)[0];
    List<String> all = VERBS.stream().map(Verb::grammar).toList();
    List<String> close =
        first.isEmpty() || first.endsWith(":")
            ? all.stream().filter(form -> form.startsWith("P:")).toList()
            : all.stream().filter(form -> form.split(" ", 2)[0].contains(first)).toList();
    return close.isEmpty() ? all : close;
  }

  private static void acceptors(ScriptedWorld world, MatchResult words) {
    List<String> places = list(words, 1);
    world.addAcceptors(places);
    List<Member> members = world.members(places);
    world.form(group(members, words, 2));
  }

  /** Majorities, unless these two groups of words say otherwise. */
  private static AcceptorGroup group(List<Member> members, MatchResult words, int group) {
    return words.group(group) == null
        ? AcceptorGroup.majority(members)
        : new AcceptorGroup(
            members,
            Integer.parseInt(words.group(group)),
            Integer.parseInt(words.group(group + 1)));
  }

  private static void begin(ScriptedWorld world, MatchResult words) {
    AcceptorGroup target = group(world.members(list(words, 2)), words, 3);
    world.upkeep(
        words.group(1),
        words.group().substring(words.group().indexOf(' ') + 1),
        upkeep -> CompletableFuture.completedFuture(upkeep.begin(target)));
  }

  private static void upkeep(ScriptedWorld world, MatchResult words) {
    String verb = words.group(2).split(" on ", 2)[0];
    Optional<List<String>> places = optional(words, 3).map(some -> List.of(some.split(" ")));
    ScriptedWorld.Step step =
        switch (verb) {
          case "install" -> upkeep -> upkeep.install(places);
          case "list" -> upkeep -> upkeep.list(places);
          case "copy" -> ScriptedUpkeep::copy;
          case "raise floors" -> ScriptedUpkeep::raiseFloors;
          case "transfer" -> ScriptedUpkeep::transfer;
          case "harvest" -> ScriptedUpkeep::harvest;
          case "spread" -> ScriptedUpkeep::spread;
          case "forget" -> upkeep -> upkeep.forget(places);
          case "fold" -> upkeep -> upkeep.fold(places);
          case "advance" -> upkeep -> CompletableFuture.completedFuture(upkeep.advance());
          case "abort" -> upkeep -> CompletableFuture.completedFuture(upkeep.abort());
          default -> upkeep -> CompletableFuture.completedFuture(upkeep.follow());
        };
    world.upkeep(words.group(1), words.group(2), step);
  }

  private static void call(ScriptedWorld world, MatchResult words) {
    String place = words.group(1);
    String question = words.group(2);
    String name = optional(words, 5).orElse(place);
    String operation = optional(words, 3).map(id -> " op " + id).orElse("");
    world.call(
        place,
        name,
        (name.equals(place) ? "" : name + ": ") + question + operation,
        Question.of(question, optional(words, 3), duration(optional(words, 4).orElse("5s"))));
  }

  private static void treat(ScriptedWorld world, MatchResult words) {
    ScriptedNetwork.Treatment treatment =
        ScriptedNetwork.Treatment.valueOf(words.group(1).toUpperCase(Locale.ROOT));
    world.network().treat(way(world, words, 2), treatment);
  }

  private static void release(ScriptedWorld world, MatchResult words) {
    world.network().release(way(world, words, 1));
  }

  /** The way in this group of words and the two that follow. */
  private static ScriptedNetwork.Way way(ScriptedWorld world, MatchResult words, int group) {
    return new ScriptedNetwork.Way(
        ends(world, words.group(group)),
        ends(world, words.group(group + 1)),
        optional(words, group + 2).orElse(ScriptedNetwork.ANY));
  }

  private static Set<String> ends(ScriptedWorld world, String places) {
    Set<String> ends = Set.of(places.split(","));
    ends.stream().filter(end -> !end.equals(ScriptedNetwork.ANY)).forEach(world::requirePlace);
    return ends;
  }

  private static void heal(ScriptedWorld world) {
    run("deliver any->any", world);
  }

  private static void install(ScriptedWorld world, MatchResult words) {
    long era = Long.parseLong(words.group(1));
    AcceptorGroup current = world.group(list(words, 2));
    Configuration configuration =
        optional(words, 3)
            .map(next -> Configuration.joint(era, current, world.group(List.of(next.split(" ")))))
            .orElseGet(() -> Configuration.stable(era, current));
    world.install(configuration, list(words, 4));
  }

  private static void expect(ScriptedWorld world, MatchResult words) {
    String seen = world.sight(words.group(1));
    if (!seen.equals(words.group(2))) {
      throw new AssertionError("it is: " + seen);
    }
  }

  private static List<String> list(MatchResult words, int group) {
    return List.of(words.group(group).split(" "));
  }

  private static Optional<String> optional(MatchResult words, int group) {
    return Optional.ofNullable(words.group(group));
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }
}
