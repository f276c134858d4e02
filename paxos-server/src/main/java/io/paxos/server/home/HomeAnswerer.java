package io.paxos.server.home;

import io.paxos.server.http.KeyedRoute;
import io.paxos.server.http.MovedException;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.Response;
import io.paxos.server.transport.Answerer;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Answers requests of clients that other nodes pass on, and their questions for a sign of life,
 * which are empty. What was passed on once is served here, until this node is about to stop: then
 * it is not done, and there are no signs of life.
 */
public final class HomeAnswerer implements Answerer {
  private static final String LEAVING = "this node is being stopped";

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final KeyedRoute here;
  private final BooleanSupplier isLeaving;
  private final Answerer serving = Answerer.of(PassedCodec::decodeRequest, this::serve);

  /**
   * One for registers.
   *
   * @param here serves them itself
   * @param isLeaving whether this node is about to stop
   */
  public HomeAnswerer(KeyedRoute here, BooleanSupplier isLeaving) {
    this.here = here;
    this.isLeaving = isLeaving;
  }

  @Override
  public CompletionStage<Outcome> to(ByteBuffer question) {
    return question.hasRemaining() ? serving.to(question) : alive();
  }

  private CompletionStage<Outcome> alive() {
    return CompletableFuture.completedFuture(
        isLeaving.getAsBoolean()
            ? new Refused(ProblemType.NOT_APPLIED.status(), LEAVING)
            : answered(NOTHING));
  }

  private CompletionStage<Outcome> serve(Passed passed) {
    return isLeaving.getAsBoolean()
        ? CompletableFuture.completedFuture(
            answered(PassedCodec.encode(Response.of(ProblemType.NOT_APPLIED.status()))))
        : serveHere(passed);
  }

  private CompletionStage<Outcome> serveHere(Passed passed) {
    return here.serve(
            passed.method(), passed.target(), passed.headers(), passed.body(), passed.tie())
        .handle(
            (response, failed) ->
                failed == null ? PassedCodec.encode(response) : PassedCodec.moved(revision(failed)))
        .thenApply(HomeAnswerer::answered);
  }

  private static Outcome answered(ByteBuffer answer) {
    return new Answered(answer);
  }

  private static long revision(Throwable failed) {
    return MovedException.in(failed).orElseThrow().revision();
  }
}
