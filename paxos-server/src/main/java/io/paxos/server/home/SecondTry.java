package io.paxos.server.home;

import io.paxos.protocol.OperationId;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.IdempotencyKey;
import io.paxos.server.http.MovedException;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemType;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A change that was sent to a home which does not answer: it may have been done, or may still be.
 * So it is done here only if that does no harm: under an ordered id, which no register forgets, or
 * tied to the revision that the home was told, which only one of both can meet.
 *
 * @param here serves it itself
 * @param asked as the home was asked
 * @param own as the client asked
 * @param late what the home says after all
 * @param unknown what is said when nobody knows
 */
record SecondTry(
    Endpoint here, Call asked, Endpoint.Operation own, Future<Reached> late, Problem unknown) {
  CompletionStage<Answer> run() {
    if (IdempotencyKey.of(asked).filter(OperationId::isOrdered).isPresent()) {
      return own.run().thenApply(answer -> isNotApplied(answer) ? unknown : answer);
    }
    return asked.tie().isPresent() ? runTied() : CompletableFuture.completedFuture(unknown);
  }

  /** What is not done here may be the home's doing, whatever comes of this try. */
  private CompletionStage<Answer> runTied() {
    return here.parse(asked)
        .run()
        .thenCompose(
            answer ->
                isNotApplied(answer) ? asTheHomeSays() : CompletableFuture.completedFuture(answer))
        .exceptionallyCompose(
            failed ->
                MovedException.in(failed).isPresent()
                    ? asTheHomeSays()
                    : CompletableFuture.failedFuture(failed));
  }

  private CompletionStage<Answer> asTheHomeSays() {
    return late.otherwise(new Reached.Lost(late))
        .toCompletionStage()
        .thenCompose(
            told -> {
              if (told instanceof Reached.Answered answered) {
                return CompletableFuture.completedFuture(answered.response());
              }
              return told instanceof Reached.Lost
                  ? CompletableFuture.completedFuture(unknown)
                  : own.run();
            });
  }

  private static boolean isNotApplied(Answer answer) {
    return answer instanceof Problem problem && problem.type() == ProblemType.NOT_APPLIED;
  }
}
