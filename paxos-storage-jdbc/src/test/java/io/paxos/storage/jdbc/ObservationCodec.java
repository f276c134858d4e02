package io.paxos.storage.jdbc;

import io.paxos.contract.Client;
import io.paxos.contract.Observation;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What a {@link Client} saw, as bytes from one process to another. A state stands for its revision,
 * which no other state of a client has.
 */
final class ObservationCodec {
  private ObservationCodec() {}

  static void write(DataOutputStream out, Observation observation) throws IOException {
    out.writeLong(observation.startNanos());
    out.writeLong(observation.endNanos());
    writeRequest(out, observation.request());
    writeReply(out, observation.reply());
  }

  static Observation read(DataInputStream in) throws IOException {
    return new Observation(in.readLong(), in.readLong(), readRequest(in), readReply(in));
  }

  private static void writeRequest(DataOutputStream out, Request<?> request) throws IOException {
    out.writeUTF(request.getClass().getSimpleName());
    out.writeUTF(request.key().text());
    if (request instanceof Prepare prepare) {
      writeBallot(out, prepare.ballot());
    } else if (request instanceof Accept accept) {
      writeBallot(out, accept.ballot());
      out.writeLong(accept.state().revision());
      writeBallot(out, accept.next().orElse(Ballot.ZERO));
    }
  }

  private static Request<?> readRequest(DataInputStream in) throws IOException {
    String kind = in.readUTF();
    Key key = Key.parse(in.readUTF());
    return switch (kind) {
      case "Prepare" -> new Prepare(key, readBallot(in));
      case "Accept" ->
          new Accept(
              key,
              readBallot(in),
              Client.state(in.readLong()),
              Optional.of(readBallot(in)).filter(ballot -> !ballot.isZero()));
      case "Read" -> new Read(key);
      default -> throw new IOException("no request is a " + kind);
    };
  }

  private static void writeReply(DataOutputStream out, Reply reply) throws IOException {
    out.writeUTF(reply.getClass().getSimpleName());
    if (reply instanceof Promised promised) {
      writeReport(out, promised.report());
    } else if (reply instanceof ReadReply read) {
      writeBallot(out, read.promised());
      writeReport(out, read.report());
    } else if (reply instanceof Conflict conflict) {
      writeBallot(out, conflict.seen());
      out.writeLong(conflict.floor());
    }
  }

  private static Reply readReply(DataInputStream in) throws IOException {
    String kind = in.readUTF();
    return switch (kind) {
      case "Promised" -> new Promised(readReport(in));
      case "ReadReply" -> new ReadReply(readBallot(in), readReport(in));
      case "Conflict" -> new Conflict(readBallot(in), in.readLong());
      case "Accepted" -> new Accepted();
      default -> throw new IOException("no reply is a " + kind);
    };
  }

  private static void writeReport(DataOutputStream out, Report report) throws IOException {
    writeBallot(out, report.ballot());
    if (report instanceof Report.Holding holding) {
      out.writeLong(holding.state().revision());
    } else if (report instanceof Report.Bare bare) {
      out.writeLong(bare.floor());
    }
  }

  private static Report readReport(DataInputStream in) throws IOException {
    Ballot ballot = readBallot(in);
    long number = in.readLong();
    return ballot.isZero()
        ? new Report.Bare(number)
        : new Report.Holding(ballot, Client.state(number));
  }

  private static void writeBallot(DataOutputStream out, Ballot ballot) throws IOException {
    out.writeLong(ballot.counter());
    out.writeUTF(ballot.proposer().node());
    out.writeLong(ballot.proposer().incarnation());
  }

  private static Ballot readBallot(DataInputStream in) throws IOException {
    long counter = in.readLong();
    ProposerId proposer = new ProposerId(in.readUTF(), in.readLong());
    return counter == 0 ? Ballot.ZERO : new Ballot(counter, proposer);
  }
}
