package io.paxos.load;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something to do to a node's process in a run.
 *
 * @param at since the measurement began
 */
record Fault(Action action, String node, Duration at) {
  private static final Pattern FORM = Pattern.compile("([a-z]+):([A-Za-z0-9._-]+)@(.+)");

  /** What can be done to a process, each by a signal. */
  enum Action {
    /** Ends it, without a chance to tidy up. */
    KILL,
    /** Stops it where it is; its sockets stay open. */
    PAUSE("STOP"),
    /** Lets a stopped one go on. */
    RESUME("CONT");

    private final String signal;

    Action() {
      this.signal = name();
    }

    Action(String signal) {
      this.signal = signal;
    }

    String signal() {
      return signal;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code kill:n2@10s}.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static Fault parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      for (Action action : Action.values()) {
        if (action.word().equals(matcher.group(1))) {
          return new Fault(action, matcher.group(2), Durations.parse(matcher.group(3)));
        }
      }
    }
    throw new IllegalArgumentException(
        "the fault \"%s\" is not kill:NODE@TIME, pause:NODE@TIME, or resume:NODE@TIME"
            .formatted(text));
  }

  @Override
  public String toString() {
    return action.word() + ":" + node;
  }
}
