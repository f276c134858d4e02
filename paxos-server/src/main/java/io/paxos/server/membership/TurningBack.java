package io.paxos.server.membership;

import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Configuration;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code DELETE /v1/cluster/changes/{era}}: turns a change of membership back. */
record TurningBack(ClusterSource source, AdminAccess access) implements Endpoint {
  /** A change may go on from copying to the joint era meanwhile, and once only. */
  private static final int ATTEMPTS = 3;

  @Override
  public Operation parse(Call call) {
    Audit audit = access.admit(call, "abort of a change of membership, " + call.name());
    long era = ChangePath.parse(call.name());
    return () ->
        Refusals.telling(abort(source.formed().membership(), era, ATTEMPTS))
            .whenComplete(audit::record);
  }

  /** Turns back exactly the configuration that was seen, so that no later change is meant. */
  private static CompletionStage<Answer> abort(Membership membership, long era, int attempts) {
    return membership
        .status()
        .thenCompose(
            status -> {
              Configuration now = status.configuration();
              Refusals.requirePast(era, now);
              return ChangePath.leadsTo(era, now)
                  ? abort(membership, era, now, attempts)
                  : CompletableFuture.completedFuture(Refusals.over(era, now));
            });
  }

  private static CompletionStage<Answer> abort(
      Membership membership, long era, Configuration changing, int attempts) {
    return membership
        .abort(changing)
        .thenCompose(
            answer -> {
              if (answer instanceof Membership.Answer.Busy busy) {
                return attempts > 1
                    ? abort(membership, era, attempts - 1)
                    : CompletableFuture.completedFuture(Refusals.of(busy));
              }
              return CompletableFuture.completedFuture(aborted(era, answer));
            });
  }

  private static Answer aborted(long era, Membership.Answer answer) {
    return answer instanceof Membership.Answer.Begun begun
        ? ClusterJson.response(200, ClusterJson.over(era, begun.configuration()))
        : Refusals.of((Membership.Answer.Refused) answer);
  }
}
