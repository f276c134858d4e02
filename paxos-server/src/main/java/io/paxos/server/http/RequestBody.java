package io.paxos.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The content of a request, read up to a limit: what is too long is refused before it is received.
 * Confined to the request's event loop.
 */
final class RequestBody implements Call.Content {
  private static final byte[] NOTHING = {};

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final CompletableFuture<byte[]> content = new CompletableFuture<>();
  private byte[] received = NOTHING;
  private int length;
  private long declared;
  private boolean begun;
  private boolean continueIsDue;
  private boolean abandoned;
  private boolean broken;
  private boolean progress;

  /** The content of this request, none of which was read. */
  RequestBody(Vertx vertx, HttpServerRequest request) {
    this.vertx = vertx;
    this.request = request;
    this.continueIsDue = request.headers().contains("Expect", "100-continue", true);
  }

  /** Whether the client still has content to send that nobody is going to use. */
  boolean isAbandoned() {
    return abandoned || continueIsDue;
  }

  /** Whether the connection failed before the content was complete. */
  boolean isBroken() {
    return broken;
  }

  /** Drops what has not been read, so that the connection can serve the next request. */
  void drop() {
    if (!request.isEnded()) {
      request.handler(chunk -> {});
      request.resume();
    }
  }

  @Override
  public CompletionStage<byte[]> read(int maxBytes, Duration idle) {
    if (begun) {
      return content;
    }
    begun = true;
    declared = declaredBytes();
    if (request.isEnded() && isDeclaredEmpty()) {
      content.complete(NOTHING);
      return content;
    }
    if (declared > maxBytes) {
      refuse(tooLong(maxBytes));
      return content;
    }
    request.handler(chunk -> receive(chunk, maxBytes));
    request.endHandler(end -> complete());
    request.exceptionHandler(failed -> breakOff());
    if (continueIsDue) {
      continueIsDue = false;
      request.response().writeContinue();
    }
    request.resume();
    watchUnlessHere(idle.toMillis());
    return content;
  }

  private void receive(Buffer chunk, int maxBytes) {
    progress = true;
    if (content.isDone()) {
      return;
    }
    if (length + (long) chunk.length() > maxBytes) {
      refuse(tooLong(maxBytes));
    } else {
      append(chunk);
    }
  }

  private void append(Buffer chunk) {
    int longer = length + chunk.length();
    if (longer > received.length) {
      received = Arrays.copyOf(received, Math.max(longer, roomy()));
    }
    chunk.getBytes(received, length);
    length = longer;
  }

  /**
   * Four times what has come, but no more than is to come: what is declared takes no memory yet.
   */
  private int roomy() {
    long more = 4L * length;
    return (int) (declared == 0 ? more : Math.min(declared, more));
  }

  private void complete() {
    content.complete(length == received.length ? received : Arrays.copyOf(received, length));
  }

  /** Most of what is sent is here as soon as the event loop comes round to it. */
  private void watchUnlessHere(long idleMillis) {
    vertx.runOnContext(
        now -> {
          if (!content.isDone()) {
            watch(idleMillis);
          }
        });
  }

  private void watch(long idleMillis) {
    progress = false;
    long timer =
        vertx.setTimer(
            idleMillis,
            fired -> {
              if (progress) {
                watch(idleMillis);
              } else {
                refuse(tooSlow(idleMillis));
              }
            });
    var unused = content.whenComplete((bytes, failed) -> vertx.cancelTimer(timer));
  }

  private void breakOff() {
    broken = true;
    refuse(cutShort());
  }

  private void refuse(Problem problem) {
    if (!content.isDone()) {
      // Before the answer is sent, which is what completion leads to.
      abandoned = true;
      content.completeExceptionally(new ProblemException(problem));
    }
  }

  private boolean isDeclaredEmpty() {
    return declared == 0 && !request.headers().contains("Transfer-Encoding");
  }

  private long declaredBytes() {
    String value = request.getHeader("Content-Length");
    return value == null ? 0 : Long.parseLong(value);
  }

  static Problem tooLong(int maxBytes) {
    return Problem.of(
        ProblemType.CONTENT_TOO_LARGE, "a value is at most " + maxBytes + " bytes, this is longer");
  }

  private static Problem tooSlow(long idleMillis) {
    return Problem.of(
        ProblemType.REQUEST_TIMEOUT, "nothing of the body arrived for " + idleMillis + " ms");
  }

  private static Problem cutShort() {
    return Problem.of(
        ProblemType.MALFORMED_REQUEST,
        "the body ended before it was complete, or is not chunked as it says");
  }
}
