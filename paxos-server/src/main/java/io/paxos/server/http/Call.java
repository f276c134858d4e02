package io.paxos.server.http;

import io.paxos.register.Change;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A request for a named resource. Confined to one event loop. */
public final class Call {
  private final Head head;
  private final Content content;
  private final String name;
  private final Map<String, String> query;
  private final OptionalLong tie;

  /** Where the content of a request comes from. */
  @FunctionalInterface
  interface Content {
    /** See {@link Call#body}. */
    CompletionStage<byte[]> read(int maxBytes, Duration idle);
  }

  Call(Head head, Content content, String name, Map<String, String> query, OptionalLong tie) {
    this.head = head;
    this.content = content;
    this.name = name;
    this.query = query;
    this.tie = tie;
  }

  /** The same call, whose change is applied to this revision of the register or not at all. */
  public Call tiedTo(long revision) {
    return new Call(head, content, name, query, OptionalLong.of(revision));
  }

  /** The revision that it is tied to; empty if it is not. */
  public OptionalLong tie() {
    return tie;
  }

  /** The same change, failing with {@link MovedException} at other revisions than the call's. */
  public <T> Change<T> tied(Change<T> change) {
    return tie.isEmpty()
        ? change
        : current -> {
          if (current.revision() != tie.getAsLong()) {
            throw new MovedException(current.revision());
          }
          return change.apply(current);
        };
  }

  /** The address of whoever sent it, without the port; empty if it is not known. */
  public Optional<InetAddress> peer() {
    return head.peer().get().map(SocketAddress::hostAddress).flatMap(Call::literal);
  }

  /** The rest of the path, decoded. */
  public String name() {
    return name;
  }

  /** The decoded query parameters, known ones only, each given once. */
  public Map<String, String> query() {
    return query;
  }

  /** The method, in capitals. */
  public String method() {
    return head.method();
  }

  /**
   * The path and the query, not decoded. What must be escaped and was not, is: a client that sends
   * the bytes themselves means the same.
   */
  public String target() {
    String path = RawText.uri(head.path());
    return head.query().map(raw -> path + "?" + RawText.uri(raw)).orElse(path);
  }

  /** Every line of the header, in order. */
  public List<Map.Entry<String, String>> headers() {
    return head.headers().entries();
  }

  /** The lines of this header field, in their order. */
  public List<String> header(String field) {
    return head.headers().getAll(field);
  }

  /**
   * The request's content; the first call says within which bounds.
   *
   * @param maxBytes a longer one is refused before it is received
   * @param idle the longest silence between two pieces
   * @return completes exceptionally with a {@link ProblemException} if it is too long or does not
   *     arrive
   */
  public CompletionStage<byte[]> body(int maxBytes, Duration idle) {
    return content.read(maxBytes, idle);
  }

  /** An address in digits; nothing is looked up. */
  private static Optional<InetAddress> literal(String digits) {
    try {
      return Optional.of(InetAddress.getByName(digits));
    } catch (UnknownHostException scoped) {
      return Optional.empty();
    }
  }
}
