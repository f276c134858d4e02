package io.paxos.exploration;

import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.Value;
import java.util.Locale;
import java.util.stream.Collectors;

/** Messages as people tell them: {@code prepare 1.P}. */
final class Words {
  private Words() {}

  /** A ballot by counter and node, with a stroke for every restart of the node's process. */
  static String of(Ballot ballot) {
    return ballot.isZero()
        ? "0"
        : ballot.counter()
            + "."
            + ballot.proposer().node()
            + "'".repeat((int) ballot.proposer().incarnation());
  }

  static String of(RegisterState state) {
    return "revision %d \"%s\""
        .formatted(state.revision(), state.value().map(Value::utf8).orElse(""));
  }

  static String of(Request<?> request) {
    if (request instanceof Prepare prepare) {
      return "prepare " + of(prepare.ballot());
    }
    if (request instanceof Accept accept) {
      String next = accept.next().map(ballot -> " and promise " + of(ballot)).orElse("");
      return "accept " + of(accept.state()) + " at " + of(accept.ballot()) + next;
    }
    return "read";
  }

  static String of(Reply reply) {
    if (reply instanceof Promised promised) {
      return "promised, " + of(promised.report());
    }
    if (reply instanceof Conflict conflict) {
      return "refused, seen " + of(conflict.seen()) + ", floor " + conflict.floor();
    }
    if (reply instanceof ReadReply read) {
      return of(read.report());
    }
    return "accepted";
  }

  private static String of(Report report) {
    if (report instanceof Report.Holding holding) {
      return "holds " + of(holding.state()) + " at " + of(holding.ballot());
    }
    long floor = ((Report.Bare) report).floor();
    return floor == 0 ? "holds nothing" : "holds nothing over floor " + floor;
  }

  static String of(Configuration configuration) {
    String next = configuration.next().map(group -> " to " + of(group)).orElse("");
    return "era %d, %s %s%s"
        .formatted(
            configuration.era(),
            configuration.stage().name().toLowerCase(Locale.ROOT),
            of(configuration.current()),
            next);
  }

  private static String of(AcceptorGroup group) {
    return group.members().stream()
        .map(member -> Cast.letter(Cast.acceptor(member.store())))
        .collect(Collectors.joining());
  }

  static String of(Collect collect) {
    String forgotten =
        collect.rows().stream()
            .map(row -> " forget " + (row.tombstone().isZero() ? "a promise" : of(row.tombstone())))
            .collect(Collectors.joining());
    return "collect in era %d, floor %d%s".formatted(collect.era(), collect.floor(), forgotten);
  }

  static String of(ScanReply.Page page) {
    String rows =
        page.rows().stream()
            .map(
                row ->
                    "promised %s, accepted %s; ".formatted(of(row.promised()), of(row.accepted())))
            .collect(Collectors.joining());
    return rows + "floor " + page.floor();
  }
}
