package io.paxos.server.membership;

import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.register.UnknownOutcomeException;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.ProblemType;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Why a change of membership does not begin or end as somebody asked. */
final class Refusals {
  private Refusals() {}

  /** Another change came first; tells where that one is. */
  static Problem of(Membership.Answer.Busy busy) {
    Configuration other = busy.configuration();
    if (other.isStable()) {
      return Problem.of(
          ProblemType.CHANGE_UNDER_WAY,
          "another change came first and is over; the cluster is in era " + other.era());
    }
    return Problem.of(
            ProblemType.CHANGE_UNDER_WAY,
            "a change of membership is under way since era %d, and there is one at a time"
                .formatted(ChangePath.firstEra(other)))
        .withChange(ChangePath.of(other));
  }

  static Problem of(Membership.Answer.Refused refused) {
    return Problem.of(ProblemType.CHANGE_REFUSED, refused.reason());
  }

  /** The change of this era cannot be turned back any more. */
  static Problem over(long era, Configuration now) {
    Problem over =
        Problem.of(
            ProblemType.CHANGE_OVER,
            "no change of era %d is under way; the cluster is in era %d".formatted(era, now.era()));
    return now.isStable() ? over : over.withChange(ChangePath.of(now));
  }

  /**
   * Sees to it that a change can have been in this era.
   *
   * @throws ProblemException 404 if not
   */
  static void requirePast(long era, Configuration now) {
    // Nothing was changed to get to era 1, which is that of the first configuration.
    if (era > now.era() || era < 2) {
      throw new ProblemException(
          Problem.of(
              ProblemType.NO_RESOURCE,
              "there is no change of membership of era %d; the cluster is in era %d"
                  .formatted(era, now.era())));
    }
  }

  /** That nobody knows what came of it is told in the words of this resource. */
  static <T> CompletionStage<T> telling(CompletionStage<T> work) {
    return work.exceptionally(
        failed -> {
          Throwable cause = failed.getCause() == null ? failed : failed.getCause();
          if (cause instanceof UnknownOutcomeException unknown) {
            throw new ProblemException(
                Problem.of(
                        ProblemType.UNKNOWN_OUTCOME,
                        unknown.getMessage() + "; GET /v1/cluster tells which change is under way")
                    .maybeApplied());
          }
          throw failed instanceof CompletionException wrapped
              ? wrapped
              : new CompletionException(failed);
        });
  }
}
