package io.paxos.server.home;

import io.paxos.server.http.KeyedRoute;
import io.paxos.server.http.MovedException;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.Response;
import io.paxos.server.transport.Answerer;
import io.paxos.server.transport.NodeRoute;
import io.vertx.ext.web.Router;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * {@code /v1/home}: requests of clients that other nodes pass on, on a WebSocket, and their
 * questions for a sign of life, which are empty. What was passed on once is served here, until this
 * node is about to stop: then it is not done, and there are no signs of life.
 */
public final class HomeRoute {
  private static final String LEAVING = "this node is being stopped";

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final KeyedRoute here;
  private final NodeRoute.Access access;
  private final BooleanSupplier isLeaving;

  /**
   * A route to registers.
   *
   * @param here serves them itself
   * @param isLeaving whether this node is about to stop
   */
  public HomeRoute(KeyedRoute here, NodeRoute.Access access, BooleanSupplier isLeaving) {
    this.here = here;
    this.access = access;
    this.isLeaving = isLeaving;
  }

  /** Adds the route. */
  public void mount(Router router) {
    Answerer serving = Answerer.of(PassedCodec::decodeRequest, this::serve);
    new NodeRoute(
            Forwarder.PATH,
            question -> !question.hasRemaining() ? alive() : serving.to(question),
            access)
        .mount(router);
  }

  private CompletionStage<Answerer.Outcome> alive() {
    return CompletableFuture.completedFuture(
        isLeaving.getAsBoolean()
            ? new Answerer.Refused(ProblemType.NOT_APPLIED.status(), LEAVING)
            : answered(NOTHING));
  }

  private CompletionStage<Answerer.Outcome> serve(Passed passed) {
    return isLeaving.getAsBoolean()
        ? CompletableFuture.completedFuture(
            answered(PassedCodec.encode(Response.of(ProblemType.NOT_APPLIED.status()))))
        : serveHere(passed);
  }

  private CompletionStage<Answerer.Outcome> serveHere(Passed passed) {
    return here.serve(
            passed.method(), passed.target(), passed.headers(), passed.body(), passed.tie())
        .handle(
            (response, failed) ->
                failed == null ? PassedCodec.encode(response) : PassedCodec.moved(revision(failed)))
        .thenApply(HomeRoute::answered);
  }

  private static Answerer.Outcome answered(ByteBuffer answer) {
    return new Answerer.Answered(answer);
  }

  private static long revision(Throwable failed) {
    return MovedException.in(failed).orElseThrow().revision();
  }
}
