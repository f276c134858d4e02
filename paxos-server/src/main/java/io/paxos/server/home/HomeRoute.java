package io.paxos.server.home;

import io.paxos.server.http.KeyedRoute;
import io.paxos.server.http.MovedException;
import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.NodeRoute;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code /v1/home}: requests of clients that other nodes pass on, on a WebSocket, and their
 * questions for a sign of life, which are empty. What was passed on once is served here.
 */
public final class HomeRoute {
  private final KeyedRoute here;
  private final NodeRoute.Access access;

  /**
   * A route to registers.
   *
   * @param here serves them itself
   */
  public HomeRoute(KeyedRoute here, NodeRoute.Access access) {
    this.here = here;
    this.access = access;
  }

  /** Adds the route. */
  public void mount(Router router) {
    Answerer serving = Answerer.of(PassedCodec::decodeRequest, this::serve);
    new NodeRoute(
            Forwarder.PATH,
            question -> question.length == 0 ? alive() : serving.to(question),
            access)
        .mount(router);
  }

  private static CompletionStage<Answerer.Outcome> alive() {
    return CompletableFuture.completedFuture(new Answerer.Answered(Buffer.buffer()));
  }

  private CompletionStage<Answerer.Outcome> serve(Passed passed) {
    return here.serve(
            passed.method(),
            passed.target(),
            passed.headers(),
            passed.content().getBytes(),
            passed.tie())
        .handle(
            (response, failed) ->
                failed == null ? PassedCodec.encode(response) : PassedCodec.moved(revision(failed)))
        .thenApply(answer -> new Answerer.Answered(Buffer.buffer(answer)));
  }

  private static long revision(Throwable failed) {
    return MovedException.in(failed).orElseThrow().revision();
  }
}
