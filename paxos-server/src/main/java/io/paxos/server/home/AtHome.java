package io.paxos.server.home;

import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.server.http.Answer;
import io.paxos.server.http.Call;
import io.paxos.server.http.Endpoint;
import io.paxos.server.http.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An endpoint of registers that passes requests on to the home of the register where that is of
 * use. If the home has certainly not done it the request is served here, at once; if it falls
 * silent, there is a {@link SecondTry}.
 */
final class AtHome implements Endpoint {
  private static final Set<String> CHANGES = Set.of("PUT", "POST", "DELETE");
  private static final Set<String> WITH_CONTENT = Set.of("PUT", "POST");

  /** So often a change is sent again, tied to the revision that was met instead. */
  private static final int RESENDS = 2;

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
    Key key = Key.register(call.name());
    if (call.method().equals("GET")) {
      return () -> homes.ofRead(key).map(home -> read(call, home, own)).orElseGet(own::run);
    }
    return CHANGES.contains(call.method())
        ? () -> homes.ofChange(key).map(home -> change(call, home, own)).orElseGet(own::run)
        : own;
  }

  private CompletionStage<Answer> read(Call call, Member home, Operation own) {
    return forwarder
        .send(home, call, new byte[0])
        .thenCompose(
            reached -> {
              if (reached instanceof Reached.Answered answered) {
                return CompletableFuture.completedFuture(answered.response());
              }
              leaveAlone(home);
              return own.run();
            });
  }

  private CompletionStage<Answer> change(Call call, Homes.Home home, Operation own) {
    return content(call).thenCompose(body -> change(call, home, own, body, RESENDS));
  }

  /** What of the request's content anybody is going to read. */
  private CompletionStage<byte[]> content(Call call) {
    return WITH_CONTENT.contains(call.method())
        ? call.body(maxBytes, idle)
        : CompletableFuture.completedFuture(new byte[0]);
  }

  /** Never tied to revision 0: a register that was deleted and forgotten has it again. */
  private CompletionStage<Answer> change(
      Call call, Homes.Home home, Operation own, byte[] body, int resends) {
    Call asked = home.revision().isPresent() ? call.tiedTo(home.revision().getAsLong()) : call;
    return forwarder
        .send(home.node(), asked, body)
        .thenCompose(
            reached ->
                reached instanceof Reached.Moved moved && resends > 0 && moved.revision() > 0
                    ? change(call, home.at(moved.revision()), own, body, resends - 1)
                    : afterwards(reached, home.node(), asked, own));
  }

  private CompletionStage<Answer> afterwards(
      Reached reached, Member home, Call asked, Operation own) {
    if (reached instanceof Reached.Answered answered) {
      return CompletableFuture.completedFuture(answered.response());
    }
    if (reached instanceof Reached.Moved) {
      return own.run();
    }
    leaveAlone(home);
    return reached instanceof Reached.Lost lost
        ? new SecondTry(here, asked, own, lost.late(), unknown(home)).run()
        : own.run();
  }

  private static Problem unknown(Member home) {
    return Problem.unknown("node " + home.id() + ", which was asked to do it, does not answer");
  }

  private void leaveAlone(Member home) {
    homes.onSilence(home);
    forwarder.awaitLife(home, () -> homes.onSilence(home));
  }
}
