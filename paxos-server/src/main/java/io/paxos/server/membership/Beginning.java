package io.paxos.server.membership;

import io.paxos.driver.upkeep.Membership;
import io.paxos.membership.Target;
import io.paxos.protocol.Configuration;
import io.paxos.server.cluster.Upkeep;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.MediaType;
import io.paxos.server.http.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/cluster/changes}: begins a change of membership. */
record Beginning(ClusterSource source, AdminAccess access, Duration timeout) implements Endpoint {
  private static final String WHAT = "change of membership";

  @Override
  public Operation parse(Call call) {
    Audit audit = access.admit(call, WHAT);
    try {
      // This also keeps out browsers, which send this type to their own machine only if allowed.
      MediaType.requireJson(MediaType.of(call), "changes are asked for");
    } catch (ProblemException refused) {
      audit.record(refused);
      throw refused;
    }
    return () ->
        source
            .formed()
            .thenCompose(upkeep -> asked(call, upkeep))
            .whenComplete((asked, failed) -> audit.record(failed))
            .thenCompose(asked -> begin(asked.membership(), asked.target(), audit.who()));
  }

  /** What is wanted, and of whom. */
  private record Asked(Membership membership, Target target) {}

  private CompletionStage<Asked> asked(Call call, Upkeep upkeep) {
    return call.body(ChangeRequest.MAX_BYTES, timeout)
        .thenApply(body -> ChangeRequest.parse(body, upkeep.proposer().configuration().current()))
        .thenApply(target -> new Asked(upkeep.membership(), target));
  }

  private static CompletionStage<Answer> begin(Membership membership, Target target, String who) {
    return Refusals.telling(membership.change(target))
        .thenApply(Beginning::answer)
        .whenComplete((answer, failed) -> Audit.of(who, target).record(answer, failed));
  }

  private static Answer answer(Membership.Answer answer) {
    if (answer instanceof Membership.Answer.Begun begun) {
      Configuration changing = begun.configuration();
      return ClusterJson.response(202, ClusterJson.change(changing, Optional.empty()))
          .with("Location", ChangePath.of(changing));
    }
    return answer instanceof Membership.Answer.Busy busy
        ? Refusals.of(busy)
        : Refusals.of((Membership.Answer.Refused) answer);
  }
}
