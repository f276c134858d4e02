package io.paxos.scenario;

import io.paxos.driver.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Carries messages as the script says; the last rule that speaks of a message counts. What no rule
 * speaks of arrives at once, in the order of sending. Confined to one thread.
 */
final class ScriptedNetwork {
  static final String ANY = "any";

  private final Timers timers;
  private final Trace trace;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Message> held = new ArrayList<>();

  /** What a rule does to messages. */
  enum Treatment {
    DELIVER,
    DUPLICATE,
    HOLD,
    LOSE
  }

  /**
   * Which messages are meant.
   *
   * @param kind of the message, or {@link #ANY}
   */
  record Way(Set<String> from, Set<String> to, String kind) {
    boolean covers(Message message) {
      return isIn(message.from(), from) && isIn(message.to(), to) && isIn(message.kind(), kind);
    }

    private static boolean isIn(String place, Set<String> places) {
      return places.contains(ANY) || places.contains(place);
    }

    private static boolean isIn(String kind, String meant) {
      return meant.equals(ANY) || meant.equals(kind);
    }
  }

  private record Rule(Way way, Treatment treatment) {}

  /** Somebody who may be down when a message comes. */
  interface Receiver {
    boolean isUp();

    void receive();
  }

  /** Something on its way. */
  record Message(String from, String to, String kind, String label, Receiver receiver) {}

  ScriptedNetwork(Timers timers, Trace trace) {
    this.timers = timers;
    this.trace = trace;
  }

  void send(Message message) {
    switch (treatmentOf(message)) {
      case DELIVER -> arrive(message, Diagram.Fate.ARRIVED);
      case DUPLICATE -> {
        arrive(message, Diagram.Fate.ARRIVED);
        arrive(message, Diagram.Fate.ARRIVED);
      }
      case HOLD -> {
        held.add(message);
        draw(message, Diagram.Fate.HELD);
      }
      case LOSE -> draw(message, Diagram.Fate.LOST);
    }
  }

  /** From now on these messages are treated so; a delivery is for those that wait, too. */
  void treat(Way way, Treatment treatment) {
    rules.add(new Rule(way, treatment));
    if (treatment == Treatment.DELIVER) {
      release(way);
    }
  }

  /** Those of these messages that wait arrive now; the ones to come are treated as before. */
  void release(Way way) {
    List<Message> due = held.stream().filter(way::covers).toList();
    held.removeAll(due);
    due.forEach(message -> arrive(message, Diagram.Fate.LATE));
  }

  private Treatment treatmentOf(Message message) {
    Treatment treatment = Treatment.DELIVER;
    for (Rule rule : rules) {
      treatment = rule.way().covers(message) ? rule.treatment() : treatment;
    }
    return treatment;
  }

  /** In the order of sending, after what is under way already. */
  private void arrive(Message message, Diagram.Fate fate) {
    timers.schedule(
        Duration.ZERO,
        () -> {
          boolean up = message.receiver().isUp();
          draw(message, up ? fate : Diagram.Fate.LOST);
          if (up) {
            message.receiver().receive();
          }
        });
  }

  private void draw(Message message, Diagram.Fate fate) {
    trace.message(message.from(), message.to(), message.label(), fate);
  }
}
