package io.paxos.scenario;

import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.WriteOnce;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script lets a client ask. */
final class Question {
  /** Matches every question; groups nothing. */
  static final String PATTERN =
      "set \"[^\"]*\"|cas r\\d+ \"[^\"]*\"|switch \"[^\"]*\"|increment|delete|read";

  private static final Pattern COMPARE = Pattern.compile("cas r(\\d+) \"(.*)\"");

  private Question() {}

  /** The question in these words, which match {@link #PATTERN}. */
  static ScriptedCall.Question of(String words, Optional<String> operation, Duration timeout) {
    if (words.equals("read")) {
      return proposer -> proposer.read(ScriptedWorld.KEY, timeout).thenApply(Labels::of);
    }
    Change<Value> change = change(words);
    Optional<OperationId> id = operation.map(OperationId::new);
    return proposer ->
        proposer.change(ScriptedWorld.KEY, change, id, timeout).thenApply(Labels::of);
  }

  private static Change<Value> change(String words) {
    Matcher compare = COMPARE.matcher(words);
    if (compare.matches()) {
      return compareAndSet(Long.parseLong(compare.group(1)), Value.text(compare.group(2)));
    }
    if (words.equals("increment")) {
      return current -> Decision.write(successor(current.value()));
    }
    if (words.equals("delete")) {
      return current -> Decision.delete();
    }
    Value value = Value.text(words.substring(words.indexOf('"') + 1, words.length() - 1));
    return words.startsWith("switch") ? WriteOnce.setting(value) : current -> Decision.write(value);
  }

  private static Change<Value> compareAndSet(long expected, Value value) {
    return current ->
        current.revision() == expected
            ? Decision.write(value)
            : Decision.decline("not at revision " + expected);
  }

  /** The number after the one in the register, in which nothing counts as 0. */
  private static Value successor(Optional<Value> value) {
    long number = value.map(Value::utf8).map(Long::valueOf).orElse(0L);
    return Value.text(Long.toString(number + 1));
  }
}
