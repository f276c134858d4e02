package io.paxos.scenario;

import io.paxos.driver.Proposer;
import io.paxos.register.NotAppliedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A client's call and what it has been told. Confined to one thread. */
final class ScriptedCall {
  private final BooleanSupplier proposerIsUp;
  private final Consumer<String> onAnswer;
  private String answer = "pending";

  /** Asks a proposer; the answer comes in words. */
  @FunctionalInterface
  interface Question {
    CompletionStage<String> ask(Proposer proposer);
  }

  /**
   * A call that is about to be made.
   *
   * @param proposerIsUp a proposer that has crashed tells nobody
   * @param onAnswer hears the answer
   */
  ScriptedCall(BooleanSupplier proposerIsUp, Consumer<String> onAnswer) {
    this.proposerIsUp = proposerIsUp;
    this.onAnswer = onAnswer;
  }

  void ask(Proposer proposer, Question question) {
    var unused =
        question
            .ask(proposer)
            .whenComplete((words, failed) -> learn(failed == null ? words : words(failed)));
  }

  /** The answer, or that there is none yet. */
  String answer() {
    return answer;
  }

  private void learn(String words) {
    if (proposerIsUp.getAsBoolean()) {
      answer = words;
      onAnswer.accept(words);
    }
  }

  private static String words(Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    return cause instanceof NotAppliedException ? "not answered" : "failed: " + cause.getMessage();
  }
}
