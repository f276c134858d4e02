package io.paxos.server.home;

import io.paxos.protocol.Value;
import io.paxos.server.http.ProblemType;
import io.paxos.server.http.Response;
import io.paxos.server.transport.MalformedMessageException;
import io.paxos.server.transport.WireReader;
import io.paxos.server.transport.WireWriter;
import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Requests that are passed on, and their answers, as bytes. */
final class PassedCodec {
  private static final int ANSWERED = 1;
  private static final int MOVED = 2;
  private static final long UNTIED = -1;

  private PassedCodec() {}

  /** The bytes of a request. */
  static ByteBuffer encode(Passed passed) {
    WireWriter out = new WireWriter(passed.content().remaining());
    out.text(passed.method());
    out.text(passed.target());
    writeHeaders(out, passed.headers().entries());
    out.bytes(passed.content());
    out.int64(passed.tie().orElse(UNTIED));
    return out.message();
  }

  /**
   * The request that these bytes are.
   *
   * @throws MalformedMessageException if they are none
   */
  static Passed decodeRequest(ByteBuffer message) {
    return WireReader.readAll(
        message, in -> new Passed(in.text(), in.text(), readHeaders(in), in.part(), readTie(in)));
  }

  /** The bytes of an answer. */
  static ByteBuffer encode(Response response) {
    WireWriter out = new WireWriter(response.content().map(Value::size).orElse(0));
    out.tag(ANSWERED);
    out.int32(response.status());
    writeHeaders(out, response.headers().entrySet());
    out.optional(response.content(), out::value);
    return out.message();
  }

  /** The bytes that say that a register is at another revision, namely this one. */
  static ByteBuffer moved(long revision) {
    WireWriter out = new WireWriter();
    out.tag(MOVED);
    out.int64(revision);
    return out.message();
  }

  /**
   * What these bytes say.
   *
   * @throws MalformedMessageException if they are no answer
   */
  static Reached decodeAnswer(ByteBuffer message) {
    return WireReader.readAll(
        message,
        in -> {
          int tag = in.tag();
          return switch (tag) {
            case ANSWERED -> answered(readResponse(in));
            case MOVED -> new Reached.Moved(in.int64());
            default -> throw in.unknown("answer", tag);
          };
        });
  }

  private static Reached answered(Response response) {
    return response.status() == ProblemType.NOT_APPLIED.status()
        ? new Reached.NotDone()
        : new Reached.Answered(response);
  }

  private static Response readResponse(WireReader in) {
    int status = in.int32();
    Map<String, String> headers = new LinkedHashMap<>();
    var unused = in.list(() -> headers.put(in.text(), in.text()));
    return new Response(status, headers, in.optional(in::value));
  }

  private static OptionalLong readTie(WireReader in) {
    long tie = in.int64();
    return tie == UNTIED ? OptionalLong.empty() : OptionalLong.of(tie);
  }

  private static void writeHeaders(WireWriter out, Collection<Map.Entry<String, String>> headers) {
    out.list(
        headers,
        header -> {
          out.text(header.getKey());
          out.text(header.getValue());
        });
  }

  private static MultiMap readHeaders(WireReader in) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    in.list(() -> headers.add(in.text(), in.text()));
    return headers;
  }
}
