package io.paxos.server.transport;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Batch;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Read;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import java.nio.ByteBuffer;

/** Questions as bytes. */
public final class QuestionCodec {
  private static final int IDENTIFY = 1;
  private static final int HANDLE = 2;
  private static final int PAGE = 3;
  private static final int INSTALL = 4;
  private static final int GATHER = 5;

  private static final int PREPARE = 1;
  private static final int ACCEPT = 2;
  private static final int READ = 3;

  private static final int ALL = 1;
  private static final int COLLECTABLE = 2;

  private QuestionCodec() {}

  /** The bytes of this question. */
  public static ByteBuffer encode(Question question) {
    WireWriter out = new WireWriter(contentBytes(question));
    if (question instanceof Question.Handle handle) {
      out.tag(HANDLE);
      writeBatch(out, handle.batch());
    } else if (question instanceof Question.Page page) {
      out.tag(PAGE);
      writeScan(out, page.scan());
    } else if (question instanceof Question.Gather gather) {
      out.tag(GATHER);
      writeCollect(out, gather.collect());
    } else if (question instanceof Question.Install install) {
      out.tag(INSTALL);
      out.configuration(install.configuration());
    } else {
      out.tag(IDENTIFY);
    }
    return out.message();
  }

  /**
   * The question that these bytes are.
   *
   * @throws MalformedMessageException if they are none
   */
  public static Question decode(ByteBuffer message) {
    return WireReader.readAll(message, QuestionCodec::readQuestion);
  }

  private static int contentBytes(Question question) {
    int bytes = 0;
    if (question instanceof Question.Handle handle) {
      for (Request<?> request : handle.batch().requests()) {
        bytes += WireFormat.USUAL_BYTES + request.valueBytes();
      }
    }
    return bytes;
  }

  private static Question readQuestion(WireReader in) {
    int tag = in.tag();
    return switch (tag) {
      case IDENTIFY -> new Question.Identify();
      case HANDLE -> new Question.Handle(readBatch(in));
      case PAGE -> new Question.Page(readScan(in));
      case GATHER -> new Question.Gather(readCollect(in));
      case INSTALL -> new Question.Install(in.configuration());
      default -> throw in.unknown("question", tag);
    };
  }

  private static void writeBatch(WireWriter out, Batch batch) {
    out.int64(batch.era());
    out.store(batch.store());
    out.list(batch.requests(), request -> writeRequest(out, request));
  }

  private static Batch readBatch(WireReader in) {
    return new Batch(in.int64(), in.store(), in.list(() -> readRequest(in)));
  }

  private static void writeRequest(WireWriter out, Request<?> request) {
    if (request instanceof Prepare prepare) {
      out.tag(PREPARE);
      out.key(prepare.key());
      out.ballot(prepare.ballot());
    } else if (request instanceof Accept accept) {
      out.tag(ACCEPT);
      out.key(accept.key());
      out.ballot(accept.ballot());
      out.state(accept.state());
      out.optional(accept.next(), out::ballot);
    } else {
      out.tag(READ);
      out.key(request.key());
    }
  }

  private static Request<?> readRequest(WireReader in) {
    int tag = in.tag();
    return switch (tag) {
      case PREPARE -> new Prepare(in.key(), in.ballot());
      case ACCEPT -> new Accept(in.key(), in.ballot(), in.state(), in.optional(in::ballot));
      case READ -> new Read(in.key());
      default -> throw in.unknown("request", tag);
    };
  }

  private static void writeScan(WireWriter out, Scan scan) {
    out.int64(scan.era());
    out.store(scan.store());
    out.optional(scan.after(), out::key);
    out.int32(scan.limit());
    out.tag(scan.scope() == Scan.Scope.ALL ? ALL : COLLECTABLE);
  }

  private static Scan readScan(WireReader in) {
    return new Scan(in.int64(), in.store(), in.optional(in::key), in.int32(), readScope(in));
  }

  private static Scan.Scope readScope(WireReader in) {
    int tag = in.tag();
    return switch (tag) {
      case ALL -> Scan.Scope.ALL;
      case COLLECTABLE -> Scan.Scope.COLLECTABLE;
      default -> throw in.unknown("scope", tag);
    };
  }

  private static void writeCollect(WireWriter out, Collect collect) {
    out.int64(collect.era());
    out.store(collect.store());
    out.int64(collect.floor());
    out.list(
        collect.rows(),
        row -> {
          out.key(row.key());
          out.ballot(row.tombstone());
        });
  }

  private static Collect readCollect(WireReader in) {
    return new Collect(
        in.int64(),
        in.store(),
        in.int64(),
        in.list(() -> new Collect.Forget(in.key(), in.ballot())));
  }
}
