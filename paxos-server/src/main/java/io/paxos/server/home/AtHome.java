package io.paxos.server.home;

import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.OperationId;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.IdempotencyKey;
import io.paxos.server.http.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An endpoint of registers that passes the request on while the register is contended and its home
 * is another node. If that has certainly not done it the request is served here, at once; if it
 * falls silent, only what may be done twice is.
 */
final class AtHome implements Endpoint {
  private static final Set<String> PASSED_ON = Set.of("GET", "PUT", "POST", "DELETE");
  private static final Set<String> WITH_CONTENT = Set.of("PUT", "POST");

  private final Endpoint here;
  private final Homes homes;
  private final Forwarder forwarder;
  private final int maxBytes;
  private final Duration idle;

  /**
   * An endpoint around another one.
   *
   * @param maxBytes a longer body is refused before it is received
   * @param idle the longest silence between two pieces of a body
   */
  AtHome(Endpoint here, Homes homes, Forwarder forwarder, int maxBytes, Duration idle) {
    this.here = here;
    this.homes = homes;
    this.forwarder = forwarder;
    this.maxBytes = maxBytes;
    this.idle = idle;
  }

  @Override
  public Operation parse(Call call) {
    Operation own = here.parse(call);
    if (Forwarder.isForwarded(call) || !PASSED_ON.contains(call.method())) {
      return own;
    }
    Key key = Key.register(call.name());
    boolean mayBeRepeated = mayBeRepeated(call);
    return () -> {
      Optional<Member> home = homes.elsewhere(key);
      return home.isPresent() ? passOn(call, home.get(), own, mayBeRepeated) : own.run();
    };
  }

  /**
   * Whether it does no harm to do it here although the home may have done it, or may still do it.
   * Other ids than ordered ones may be forgotten until then.
   */
  private static boolean mayBeRepeated(Call call) {
    return call.method().equals("GET")
        || IdempotencyKey.of(call).filter(OperationId::isOrdered).isPresent();
  }

  private CompletionStage<Answer> passOn(
      Call call, Member home, Operation own, boolean mayBeRepeated) {
    return content(call)
        .thenCompose(body -> forwarder.send(home, call, body))
        .thenCompose(reached -> afterwards(reached, home, own, mayBeRepeated));
  }

  /** What of the request's content anybody is going to read. */
  private CompletionStage<byte[]> content(Call call) {
    return WITH_CONTENT.contains(call.method())
        ? call.body(maxBytes, idle)
        : CompletableFuture.completedFuture(new byte[0]);
  }

  private CompletionStage<Answer> afterwards(
      Reached reached, Member home, Operation own, boolean mayBeRepeated) {
    if (reached instanceof Reached.Answered answered) {
      return CompletableFuture.completedFuture(answered.response());
    }
    homes.onSilence(home);
    forwarder.awaitLife(home, () -> homes.onSilence(home));
    return reached instanceof Reached.NotDone || mayBeRepeated
        ? own.run()
        : CompletableFuture.completedFuture(
            Problem.unknown("node " + home.id() + ", which was asked to do it, does not answer"));
  }
}
