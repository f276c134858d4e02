package io.paxos.server.transport;

import io.paxos.protocol.Accepted;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.ScanReply;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Answers as bytes. Which kind it is, the question says. */
public final class AnswerCodec {
  private static final int HANDLED = 1;
  private static final int STALE_ERA = 2;
  private static final int UNKNOWN_ERA = 3;
  private static final int WRONG_STORE = 4;
  private static final int NOT_FORMED = 5;

  private static final int PROMISED = 1;
  private static final int CONFLICT = 2;
  private static final int ACCEPTED = 3;
  private static final int HOLDS = 4;

  private static final int VALUE = 1;
  private static final int TOMBSTONE = 2;
  private static final int REMEMBERING_TOMBSTONE = 3;

  private AnswerCodec() {}

  static ByteBuffer encode(Identity identity) {
    WireWriter out = new WireWriter();
    out.store(identity.store());
    out.optional(identity.installed(), out::configuration);
    return out.message();
  }

  static Identity decodeIdentity(ByteBuffer message) {
    return WireReader.readAll(
        message, in -> new Identity(in.store(), in.optional(in::configuration)));
  }

  /** The bytes of this answer. */
  public static ByteBuffer encode(BatchReply reply) {
    WireWriter out = new WireWriter(contentBytes(reply));
    writeBatchReply(out, reply);
    return out.message();
  }

  /**
   * The answer that these bytes are.
   *
   * @throws MalformedMessageException if they are none
   */
  public static BatchReply decodeBatchReply(ByteBuffer message) {
    return WireReader.readAll(message, AnswerCodec::readBatchReply);
  }

  static ByteBuffer encode(ScanReply reply) {
    WireWriter out = new WireWriter();
    if (reply instanceof ScanReply.Page page) {
      out.tag(1);
      out.list(page.rows(), row -> writeRow(out, row));
      out.int64(page.floor());
      out.tag(page.total().isPresent() ? 1 : 0);
      page.total().ifPresent(out::int64);
    } else {
      out.tag(0);
      writeBatchReply(out, ((ScanReply.Refused) reply).why());
    }
    return out.message();
  }

  static ScanReply decodeScanReply(ByteBuffer message) {
    return WireReader.readAll(
        message,
        in ->
            in.flag()
                ? new ScanReply.Page(in.list(() -> readRow(in)), in.int64(), readTotal(in))
                : new ScanReply.Refused(readBatchReply(in)));
  }

  static ByteBuffer encode(CollectReply reply) {
    WireWriter out = new WireWriter();
    if (reply instanceof CollectReply.Collected collected) {
      out.tag(1);
      out.int64(collected.floor());
      out.int32(collected.forgotten());
    } else {
      out.tag(0);
      writeBatchReply(out, ((CollectReply.Refused) reply).why());
    }
    return out.message();
  }

  static CollectReply decodeCollectReply(ByteBuffer message) {
    return WireReader.readAll(
        message,
        in ->
            in.flag()
                ? new CollectReply.Collected(in.int64(), in.int32())
                : new CollectReply.Refused(readBatchReply(in)));
  }

  private static void writeRow(WireWriter out, ScanReply.Row row) {
    out.key(row.key());
    out.ballot(row.promised());
    out.ballot(row.accepted());
    out.tag(contentTag(row.content()));
  }

  private static OptionalLong readTotal(WireReader in) {
    return in.flag() ? OptionalLong.of(in.int64()) : OptionalLong.empty();
  }

  private static ScanReply.Row readRow(WireReader in) {
    return new ScanReply.Row(in.key(), in.ballot(), in.ballot(), readContent(in));
  }

  private static int contentTag(ScanReply.Content content) {
    return switch (content) {
      case NOTHING -> 0;
      case VALUE -> VALUE;
      case TOMBSTONE -> TOMBSTONE;
      case REMEMBERING_TOMBSTONE -> REMEMBERING_TOMBSTONE;
    };
  }

  private static ScanReply.Content readContent(WireReader in) {
    int tag = in.tag();
    return switch (tag) {
      case 0 -> ScanReply.Content.NOTHING;
      case VALUE -> ScanReply.Content.VALUE;
      case TOMBSTONE -> ScanReply.Content.TOMBSTONE;
      case REMEMBERING_TOMBSTONE -> ScanReply.Content.REMEMBERING_TOMBSTONE;
      default -> throw in.unknown("content", tag);
    };
  }

  private static int contentBytes(BatchReply batch) {
    int bytes = 0;
    if (batch instanceof BatchReply.Handled handled) {
      for (Reply reply : handled.replies()) {
        bytes += contentBytes(reply);
      }
    }
    return bytes;
  }

  private static int contentBytes(Reply reply) {
    return reply instanceof Accepted ? 1 : WireFormat.USUAL_BYTES + reply.valueBytes();
  }

  private static void writeBatchReply(WireWriter out, BatchReply reply) {
    if (reply instanceof BatchReply.Handled handled) {
      out.tag(HANDLED);
      out.list(handled.replies(), one -> writeReply(out, one));
    } else if (reply instanceof BatchReply.StaleEra stale) {
      out.tag(STALE_ERA);
      out.configuration(stale.installed());
    } else if (reply instanceof BatchReply.UnknownEra unknown) {
      out.tag(UNKNOWN_ERA);
      out.int64(unknown.installed());
    } else if (reply instanceof BatchReply.WrongStore wrong) {
      out.tag(WRONG_STORE);
      out.store(wrong.actual());
    } else {
      out.tag(NOT_FORMED);
    }
  }

  private static BatchReply readBatchReply(WireReader in) {
    int tag = in.tag();
    return switch (tag) {
      case HANDLED -> new BatchReply.Handled(in.list(() -> readReply(in)));
      case STALE_ERA -> new BatchReply.StaleEra(in.configuration());
      case UNKNOWN_ERA -> new BatchReply.UnknownEra(in.int64());
      case WRONG_STORE -> new BatchReply.WrongStore(in.store());
      case NOT_FORMED -> new BatchReply.NotFormed();
      default -> throw in.unknown("batch reply", tag);
    };
  }

  private static void writeReply(WireWriter out, Reply reply) {
    if (reply instanceof Promised promised) {
      out.tag(PROMISED);
      writeReport(out, promised.report());
    } else if (reply instanceof Conflict conflict) {
      out.tag(CONFLICT);
      out.ballot(conflict.seen());
      out.int64(conflict.floor());
    } else if (reply instanceof ReadReply held) {
      out.tag(HOLDS);
      out.ballot(held.promised());
      writeReport(out, held.report());
    } else {
      out.tag(ACCEPTED);
    }
  }

  private static Reply readReply(WireReader in) {
    int tag = in.tag();
    return switch (tag) {
      case PROMISED -> new Promised(readReport(in));
      case CONFLICT -> new Conflict(in.ballot(), in.int64());
      case ACCEPTED -> new Accepted();
      case HOLDS -> new ReadReply(in.ballot(), readReport(in));
      default -> throw in.unknown("reply", tag);
    };
  }

  private static void writeReport(WireWriter out, Report report) {
    if (report instanceof Report.Holding holding) {
      out.tag(1);
      out.ballot(holding.ballot());
      out.state(holding.state());
    } else {
      out.tag(0);
      out.int64(((Report.Bare) report).floor());
    }
  }

  private static Report readReport(WireReader in) {
    return in.flag() ? new Report.Holding(in.ballot(), in.state()) : new Report.Bare(in.int64());
  }
}
