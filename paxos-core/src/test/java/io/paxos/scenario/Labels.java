package io.paxos.scenario;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.Value;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Short words for what is sent and held. Confined to one thread.
 *
 * <p>A ballot is {@code 3.P}; one of the second process at the same place is {@code 3.P#2}. A state
 * is {@code r4 "x"}, or {@code r5 empty} without a value.
 */
final class Labels {
  private static final int MAX_VALUE_LENGTH = 12;

  private final Map<String, List<ProposerId>> incarnations = new HashMap<>();

  /** Makes a proposer known; those of one place are numbered in this order. */
  void started(ProposerId proposer) {
    List<ProposerId> known = incarnations.computeIfAbsent(proposer.node(), n -> new ArrayList<>());
    if (!known.contains(proposer)) {
      known.add(proposer);
    }
  }

  String of(Ballot ballot) {
    if (ballot.isZero()) {
      return "nothing";
    }
    started(ballot.proposer());
    String node = ballot.proposer().node();
    int number = incarnations.getOrDefault(node, List.of()).indexOf(ballot.proposer()) + 1;
    return ballot.counter() + "." + node + (number > 1 ? "#" + number : "");
  }

  String of(Request<?> request) {
    if (request instanceof Prepare prepare) {
      return "prepare " + of(prepare.ballot());
    }
    if (request instanceof Accept accept) {
      String words = "accept " + of(accept.ballot()) + " " + of(accept.state());
      return words + accept.next().map(next -> " +" + of(next)).orElse("");
    }
    return "read";
  }

  String of(Reply reply) {
    if (reply instanceof Promised promised) {
      return "promise" + promiseDetail(promised.report());
    }
    if (reply instanceof Accepted) {
      return "accepted";
    }
    if (reply instanceof Conflict conflict) {
      boolean floored = conflict.floor() > conflict.seen().counter();
      return "conflict " + (floored ? "floor " + conflict.floor() : of(conflict.seen()));
    }
    return "report " + of(((ReadReply) reply).report());
  }

  /** What is asked to be forgotten, or to which the floor is to be raised. */
  String of(Collect collect) {
    Stream<String> floor =
        collect.floor() > 0 || collect.rows().isEmpty()
            ? Stream.of("raise floor " + collect.floor())
            : Stream.of();
    Stream<String> rows =
        collect.rows().stream()
            .map(row -> row.tombstone().isZero() ? "fold" : "forget " + of(row.tombstone()));
    return Stream.concat(floor, rows).collect(Collectors.joining(" & "));
  }

  static String of(CollectReply reply) {
    return reply instanceof CollectReply.Collected collected
        ? "collected %d (floor %d)".formatted(collected.forgotten(), collected.floor())
        : ofRefusal(((CollectReply.Refused) reply).why());
  }

  String of(ScanReply reply) {
    if (reply instanceof ScanReply.Refused refused) {
      return ofRefusal(refused.why());
    }
    ScanReply.Page page = (ScanReply.Page) reply;
    String rows = page.rows().stream().map(this::of).collect(Collectors.joining(", "));
    String floor = page.floor() > 0 ? " (floor " + page.floor() + ")" : "";
    return "page " + (rows.isEmpty() ? "empty" : rows) + floor;
  }

  private String of(ScanReply.Row row) {
    return switch (row.content()) {
      case NOTHING -> "promise " + of(row.promised());
      case VALUE -> "value at " + of(row.accepted());
      case TOMBSTONE, REMEMBERING_TOMBSTONE -> "tombstone at " + of(row.accepted());
    };
  }

  /** Stores are long to read, and each place has one. */
  static String withoutStores(String text) {
    return text.replaceAll("store [0-9a-f-]{36} of ", "");
  }

  /** Why a whole batch was refused. */
  static String ofRefusal(BatchReply refusal) {
    if (refusal instanceof BatchReply.StaleEra stale) {
      return "refused: era " + stale.installed().era();
    }
    if (refusal instanceof BatchReply.UnknownEra unknown) {
      return "refused: era " + unknown.installed() + " only";
    }
    return refusal instanceof BatchReply.WrongStore ? "refused: other store" : "refused: unformed";
  }

  static String kindOf(Request<?> request) {
    if (request instanceof Prepare) {
      return "prepare";
    }
    return request instanceof Accept ? "accept" : "read";
  }

  static String kindOf(Reply reply) {
    if (reply instanceof Promised) {
      return "promise";
    }
    if (reply instanceof Accepted) {
      return "accepted";
    }
    return reply instanceof Conflict ? "conflict" : "report";
  }

  String of(AcceptorRow row) {
    String promised = row.promised().isZero() ? "" : ", promised " + of(row.promised());
    return row.report() instanceof Report.Holding holding
        ? "holds " + of(holding.state()) + " at " + of(holding.ballot()) + promised
        : "nothing" + promised;
  }

  static String of(Outcome<Value> outcome) {
    return outcome.fold(
        committed -> "committed " + of(committed.state()) + (committed.replayed() ? " again" : ""),
        rejected -> "rejected at " + of(rejected.current()),
        notApplied -> "not applied",
        unknown -> "unknown");
  }

  static String of(Versioned<Value> versioned) {
    return state(versioned.revision(), versioned.value());
  }

  static String of(Call call) {
    String expected = call.expect().isPresent() ? " r" + call.expect().getAsLong() : "";
    String written = call.written().map(text -> " " + quoted(text)).orElse("");
    return switch (call.kind()) {
      case READ -> "read";
      case WRITE -> "set" + written;
      case COMPARE_AND_SET -> "cas" + expected + written;
      case DELETE -> "delete" + expected;
    };
  }

  static String of(Operation.Result result) {
    if (result instanceof Operation.Wrote wrote) {
      return "wrote r" + wrote.revision();
    }
    if (result instanceof Operation.Saw saw) {
      return "r" + saw.revision() + " " + saw.value().map(Labels::quoted).orElse("empty");
    }
    return result instanceof Operation.NoEffect ? "no effect" : "maybe";
  }

  private String promiseDetail(Report report) {
    if (report instanceof Report.Holding holding) {
      return " (" + of(holding.state()) + " at " + of(holding.ballot()) + ")";
    }
    long floor = ((Report.Bare) report).floor();
    return floor > 0 ? " (floor " + floor + ")" : "";
  }

  private String of(Report report) {
    return report instanceof Report.Holding holding
        ? of(holding.state()) + " at " + of(holding.ballot())
        : "nothing";
  }

  private static String of(RegisterState state) {
    return state(state.revision(), state.value());
  }

  static String state(long revision, Optional<Value> value) {
    return "r" + revision + " " + value.map(Value::utf8).map(Labels::quoted).orElse("empty");
  }

  static String quoted(String value) {
    boolean fits = value.length() <= MAX_VALUE_LENGTH;
    return '"' + (fits ? value : value.substring(0, MAX_VALUE_LENGTH - 2) + "..") + '"';
  }
}
