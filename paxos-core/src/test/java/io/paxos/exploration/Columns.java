package io.paxos.exploration;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Read;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one acceptor, as one number: its row, what it ever accepted, and the messages
 * between it and the clients. Nothing in it names the acceptor, so acceptors can be exchanged.
 */
final class Columns {
  private static final int ADD = 0;
  private static final int REMOVE = 1;
  private static final int FORGET = 2;
  private static final int RESTART = 3;
  private static final int KINDS = 4;

  private final Core core;
  private final Numbers<AcceptorRow> rows = new Numbers<>();
  private final Numbers<Message> messages = new Numbers<>();
  private final Numbers<Report.Holding> proposals = new Numbers<>();
  private final Numbers<Column> columns = new Numbers<>();
  private final Memo changes = new Memo();
  private final List<@Nullable View> views = new ArrayList<>();

  Columns(Core core) {
    this.core = core;
  }

  /**
   * The numbers of what an acceptor has and what is on its way.
   *
   * @param accepted proposals, in the order of their numbers
   * @param messages in the order of their numbers; a doubled one twice
   */
  private record Column(int row, List<Integer> accepted, List<Integer> messages) {}

  /** An acceptor that nobody has asked anything. */
  int fresh(long floor) {
    AcceptorRow row = AcceptorRow.absent(floor);
    return columns.of(new Column(rows.of(row), List.of(), List.of()));
  }

  int message(Message message) {
    return messages.of(message);
  }

  Message message(int number) {
    return messages.get(number);
  }

  int proposal(Report.Holding proposal) {
    return proposals.of(proposal);
  }

  Report.Holding proposal(int number) {
    return proposals.get(number);
  }

  /** The column with one more message. */
  int with(int column, int message) {
    int known = changes.get(column, message * KINDS + ADD);
    return known != Memo.UNKNOWN ? known : changed(column, message * KINDS + ADD);
  }

  /** The column without a message. */
  int without(int column, int message) {
    int known = changes.get(column, message * KINDS + REMOVE);
    return known != Memo.UNKNOWN ? known : changed(column, message * KINDS + REMOVE);
  }

  /**
   * The column after a client has stopped waiting: replies to it have no effect any more, nor have
   * reads; prepares and accepts still have.
   */
  int forgotten(int column, int client, Poll poll) {
    int change = (client * 2 + poll.number()) * KINDS + FORGET;
    int known = changes.get(column, change);
    return known != Memo.UNKNOWN ? known : changed(column, change);
  }

  /** The column after a restart of the acceptor: undelivered replies are lost. */
  int restarted(int column) {
    int known = changes.get(column, RESTART);
    return known != Memo.UNKNOWN ? known : changed(column, RESTART);
  }

  private int changed(int number, int change) {
    Column column = columns.get(number);
    int argument = change / KINDS;
    List<Integer> inFlight = new ArrayList<>(column.messages());
    switch (change % KINDS) {
      case ADD -> inFlight.add(argument);
      case REMOVE -> inFlight.remove((Integer) argument);
      case FORGET -> inFlight = forgotten(inFlight, argument / 2, Poll.of(argument % 2));
      default -> inFlight.removeIf(one -> messages.get(one) instanceof Message.Answering);
    }
    int after = columns.of(column(column.row(), column.accepted(), inFlight));
    changes.put(number, change, after);
    return after;
  }

  private Column column(int row, List<Integer> accepted, List<Integer> inFlight) {
    List<Integer> kept = inFlight.stream().filter(one -> matters(row, one)).sorted().toList();
    return new Column(row, accepted, kept);
  }

  /**
   * A request whose reply nobody awaits matters until it would be refused. Since promises never
   * fall, which is a law of its own, it would be refused for ever after.
   */
  private boolean matters(int row, int number) {
    boolean late =
        messages.get(number) instanceof Message.Asking asking && asking.client() == Message.NOBODY;
    return !late || !isRefused(row, number);
  }

  private boolean isRefused(int row, int number) {
    Message.Asking asking = (Message.Asking) messages.get(number);
    try {
      return core.decide(rows.get(row), asking.request()).reply() instanceof Conflict;
    } catch (RuntimeException failing) {
      return false;
    }
  }

  private List<Integer> forgotten(List<Integer> inFlight, int client, Poll poll) {
    List<Integer> kept = new ArrayList<>();
    for (int number : inFlight) {
      Message message = messages.get(number);
      if (!message.isTo(client, poll)) {
        kept.add(number);
      } else if (message instanceof Message.Asking asking && !(asking.request() instanceof Read)) {
        kept.add(messages.of(new Message.Asking(Message.NOBODY, asking.request())));
      }
    }
    return kept;
  }

  /** What can happen at a column. */
  View view(int number) {
    while (views.size() <= number) {
      views.add(null);
    }
    View known = views.get(number);
    if (known != null) {
      return known;
    }
    View view = viewed(number);
    views.set(number, view);
    return view;
  }

  private View viewed(int number) {
    Column column = columns.get(number);
    List<View.Delivery> deliveries = new ArrayList<>();
    List<Integer> proposed = new ArrayList<>(column.accepted());
    boolean hasReplies = false;
    for (int message : column.messages().stream().distinct().toList()) {
      if (messages.get(message) instanceof Message.Asking asking) {
        deliveries.add(asked(column, message, asking));
        if (asking.request() instanceof Accept accept) {
          proposed.add(proposals.of(new Report.Holding(accept.ballot(), accept.state())));
        }
      } else {
        hasReplies = true;
        int client = messages.get(message).client();
        int after = without(number, message);
        deliveries.add(new View.Delivery(message, client, after, -1, Optional.empty()));
      }
    }
    return new View(
        deliveries.toArray(View.Delivery[]::new),
        column.accepted().stream().mapToInt(Integer::intValue).toArray(),
        proposed.stream().distinct().mapToInt(Integer::intValue).toArray(),
        hasReplies);
  }

  private View.Delivery asked(Column column, int message, Message.Asking asking) {
    AcceptorRow row = rows.get(column.row());
    AcceptorRules.Step<?> step;
    try {
      step = core.decide(row, asking.request());
    } catch (RuntimeException refused) {
      String broken = "the acceptor fails: " + refused.getMessage();
      return new View.Delivery(message, Message.NOBODY, 0, -1, Optional.of(broken));
    }
    List<Integer> inFlight = new ArrayList<>(column.messages());
    inFlight.remove((Integer) message);
    if (asking.client() != Message.NOBODY) {
      inFlight.add(messages.of(new Message.Answering(asking.client(), step.reply())));
    }
    List<Integer> accepted = column.accepted();
    int news = -1;
    if (step.reply() instanceof Accepted && asking.request() instanceof Accept accept) {
      int proposal = proposals.of(new Report.Holding(accept.ballot(), accept.state()));
      if (!accepted.contains(proposal)) {
        accepted = new ArrayList<>(accepted);
        accepted.add(proposal);
        accepted = accepted.stream().sorted().toList();
        news = proposal;
      }
    }
    int after = columns.of(column(rows.of(step.row()), accepted, inFlight));
    boolean falls = row.promised().isGreaterThan(step.row().promised());
    Optional<String> broken =
        falls ? Optional.of("a promise fell from " + Words.of(row.promised())) : Optional.empty();
    return new View.Delivery(message, Message.NOBODY, after, news, broken);
  }

  /** The row of a column. */
  AcceptorRow row(int column) {
    return rows.get(columns.get(column).row());
  }

  /** The request of a delivery and what the acceptor says to it, for people. */
  String answerTo(int column, Request<?> request) {
    return Words.of(core.decide(row(column), request).reply());
  }
}
