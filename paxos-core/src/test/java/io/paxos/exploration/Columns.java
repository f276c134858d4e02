package io.paxos.exploration;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
  private static final int INSTALL = 4;
  private static final int KINDS = 5;

  /** No scope has more configurations. */
  private static final int MAX_ERAS = 64;

  private final Core core;
  private final Eras eras;
  private final boolean forgets;
  private final Numbers<AcceptorRow> rows = new Numbers<>();
  private final Numbers<Message> messages = new Numbers<>();
  private final Numbers<Report.Holding> proposals = new Numbers<>();
  private final Numbers<Column> columns = new Numbers<>();
  private final Numbers<ScanReply.Page> pages = new Numbers<>();
  private final Numbers<ReadReply> reports = new Numbers<>();
  private final Memo changes = new Memo();
  private final Memo asked = new Memo();
  private final List<@Nullable View> views = new ArrayList<>();

  /**
   * No columns.
   *
   * @param forgets whether rows may be forgotten
   */
  Columns(Core core, Eras eras, boolean forgets) {
    this.core = core;
    this.eras = eras;
    this.forgets = forgets;
  }

  /**
   * The numbers of what an acceptor has and what is on its way.
   *
   * @param installed the configuration, {@link #NOTHING} before the first
   * @param accepted votes, in the order of their numbers
   * @param messages in the order of their numbers; a doubled one twice
   */
  private record Column(
      int row, long floor, int installed, List<Integer> accepted, List<Integer> messages) {}

  /** Stands for no configuration. */
  static final int NOTHING = -1;

  /** An acceptor that nobody has asked anything. */
  int fresh(long floor, int installed) {
    AcceptorRow row = AcceptorRow.absent(floor);
    return columns.of(new Column(rows.of(row), floor, installed, List.of(), List.of()));
  }

  /** A vote: the proposal, and the configuration under which it was accepted. */
  static int vote(int proposal, int era) {
    return proposal * MAX_ERAS + era;
  }

  /** What was voted for. */
  static int proposalOf(int vote) {
    return vote / MAX_ERAS;
  }

  /** The configuration under which it was accepted. */
  static int eraOf(int vote) {
    return vote % MAX_ERAS;
  }

  /** Which configuration an acceptor has installed. */
  int installed(int column) {
    return columns.get(column).installed();
  }

  /** The vote that an acceptor gave as it entered an era just now, {@link #NOTHING} if none. */
  int voteIn(int column, int era) {
    return columns.get(column).accepted().stream()
        .filter(vote -> eraOf(vote) == era)
        .findFirst()
        .orElse(NOTHING);
  }

  /** The floor of an acceptor. */
  long floor(int column) {
    return columns.get(column).floor();
  }

  /** The column after a configuration was installed: what is held then has a vote in that era. */
  int installing(int column, int era) {
    int known = changes.get(column, era * KINDS + INSTALL);
    return known != Memo.UNKNOWN ? known : changed(column, era * KINDS + INSTALL);
  }

  /** What an acceptor lists, as the number of a page, or {@link #NOTHING} if it will not tell. */
  int pageOf(int column, int era, Scan.Scope scope) {
    int question = era * 4 + (scope == Scan.Scope.ALL ? 0 : 2);
    int known = asked.get(column, question);
    if (known == Memo.UNKNOWN) {
      Scan scan = new Scan(eras.get(era).era(), Cast.MEANT, Optional.empty(), 1, scope);
      boolean refused = core.refusal(identity(columns.get(column)), scan).isPresent();
      known = refused ? 0 : 1 + pages.of(page(columns.get(column), scope));
      asked.put(column, question, known);
    }
    return known - 1;
  }

  /** What an acceptor answers to a read, or {@link #NOTHING} if it will not. */
  int reportOf(int column, int era) {
    int question = era * 4 + 1;
    int known = asked.get(column, question);
    if (known == Memo.UNKNOWN) {
      Column read = columns.get(column);
      Read request = new Read(Turn.KEY);
      boolean refused = refusal(read, era, request).isPresent();
      Reply reply = core.decide(rows.get(read.row()), request).reply();
      known = refused ? 0 : 1 + reports.of((ReadReply) reply);
      asked.put(column, question, known);
    }
    return known - 1;
  }

  /** Whether an acceptor that is in this era has an accept, or would refuse it. */
  boolean has(int column, int era, Accept accept) {
    Column one = columns.get(column);
    AcceptorRow row = rows.get(one.row());
    boolean accepted = row.report().ballot().equals(accept.ballot());
    return refusal(one, era, accept).isEmpty()
        && (accepted || core.decide(row, accept).reply() instanceof Conflict);
  }

  ScanReply.Page page(int number) {
    return pages.get(number);
  }

  ReadReply held(int number) {
    return reports.get(number);
  }

  private ScanReply.Page page(Column column, Scan.Scope scope) {
    AcceptorRow row = rows.get(column.row());
    Report report = row.report();
    ScanReply.Content content = ScanReply.Content.of(report);
    boolean absent = row.promised().isZero();
    boolean hidden = scope == Scan.Scope.COLLECTABLE && content == ScanReply.Content.VALUE;
    List<ScanReply.Row> listed =
        absent || hidden
            ? List.of()
            : List.of(new ScanReply.Row(Turn.KEY, row.promised(), report.ballot(), content));
    return new ScanReply.Page(listed, column.floor(), OptionalLong.empty());
  }

  private Identity identity(Column column) {
    Optional<Configuration> installed =
        column.installed() == NOTHING
            ? Optional.empty()
            : Optional.of(eras.get(column.installed()));
    return new Identity(Cast.MEANT, installed);
  }

  private Optional<BatchReply> refusal(Column column, int era, Request<?> request) {
    Batch batch = new Batch(eras.get(era).era(), Cast.MEANT, List.of(request));
    return core.refusal(identity(column), batch);
  }

  private Optional<BatchReply> refusal(Column column, Message message) {
    if (message instanceof Message.Asking asking) {
      return refusal(column, asking.era(), asking.request());
    }
    return message instanceof Message.Collecting collecting
        ? core.refusal(identity(column), collecting.collect())
        : Optional.empty();
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
    int installed = change % KINDS == INSTALL ? argument : column.installed();
    switch (change % KINDS) {
      case ADD -> inFlight.add(argument);
      case REMOVE -> inFlight.remove((Integer) argument);
      case FORGET -> inFlight = forgotten(inFlight, argument / 2, Poll.of(argument % 2));
      case RESTART -> inFlight.removeIf(one -> messages.get(one) instanceof Message.Answering);
      default -> {}
    }
    List<Integer> accepted = column.accepted();
    if (change % KINDS == INSTALL
        && rows.get(column.row()).report() instanceof Report.Holding one) {
      accepted = with(accepted, vote(proposals.of(one), installed));
    }
    Column changed = new Column(column.row(), column.floor(), installed, accepted, inFlight);
    int after = columns.of(tidied(changed));
    changes.put(number, change, after);
    return after;
  }

  private static List<Integer> with(List<Integer> votes, int vote) {
    return Stream.concat(votes.stream(), Stream.of(vote)).sorted().toList();
  }

  private Column tidied(Column column) {
    List<Integer> kept =
        column.messages().stream().filter(one -> matters(column, one)).sorted().toList();
    return new Column(column.row(), column.floor(), column.installed(), column.accepted(), kept);
  }

  /**
   * A request of an era that is over is refused for ever after, and what the refusal would tell, a
   * client may learn at any time. A request whose reply nobody awaits matters until it would be
   * refused: since promises never fall, which is a law of its own, it would be refused for ever
   * after. Where rows are forgotten, that is not relied on.
   */
  private boolean matters(Column column, int number) {
    Message message = messages.get(number);
    if (refusal(column, message).filter(BatchReply.StaleEra.class::isInstance).isPresent()) {
      return false;
    }
    boolean late = message instanceof Message.Asking asking && asking.client() == Message.NOBODY;
    return forgets || !late || !isRefused(column.row(), (Message.Asking) message);
  }

  private boolean isRefused(int row, Message.Asking asking) {
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
        kept.add(messages.of(new Message.Asking(Message.NOBODY, asking.era(), asking.request())));
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
      Message one = messages.get(message);
      boolean may = refusal(column, one).isEmpty();
      if (one instanceof Message.Collecting collecting) {
        if (may) {
          deliveries.add(collected(column, message, collecting.collect()));
        }
      } else if (one instanceof Message.Asking asking) {
        if (may) {
          deliveries.add(asked(column, message, asking));
        }
        if (asking.request() instanceof Accept accept) {
          int proposal = proposals.of(new Report.Holding(accept.ballot(), accept.state()));
          proposed.add(vote(proposal, asking.era()));
        }
      } else {
        hasReplies = true;
        int client = one.client();
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
      int vote =
          vote(proposals.of(new Report.Holding(accept.ballot(), accept.state())), asking.era());
      if (!accepted.contains(vote)) {
        accepted = with(accepted, vote);
        news = vote;
      }
    }
    Column next =
        new Column(rows.of(step.row()), column.floor(), column.installed(), accepted, inFlight);
    int after = columns.of(tidied(next));
    boolean falls = row.promised().isGreaterThan(step.row().promised());
    Optional<String> broken =
        falls ? Optional.of("a promise fell from " + Words.of(row.promised())) : Optional.empty();
    return new View.Delivery(message, Message.NOBODY, after, news, broken);
  }

  /** What follows from a collection, as {@code MemoryAcceptor.collected}. */
  private View.Delivery collected(Column column, int message, Collect collect) {
    long floor = Math.max(column.floor(), collect.floor());
    AcceptorRow row = over(floor, rows.get(column.row()));
    boolean forgotten = false;
    for (Collect.Forget forget : collect.rows()) {
      OptionalLong needed = core.forget(row, forget.tombstone());
      if (needed.isPresent()) {
        floor = Math.max(floor, needed.getAsLong());
        row = AcceptorRow.absent(floor);
        forgotten = true;
      }
    }
    List<Integer> inFlight = new ArrayList<>(column.messages());
    inFlight.remove((Integer) message);
    Column next =
        new Column(
            rows.of(over(floor, row)), floor, column.installed(), column.accepted(), inFlight);
    boolean stable = eras.get(column.installed()).isStable();
    Optional<String> broken =
        forgotten && !stable
            ? Optional.of("a row is forgotten while membership changes")
            : Optional.empty();
    return new View.Delivery(message, Message.NOBODY, columns.of(tidied(next)), -1, broken);
  }

  /** A bare row obeys the floor as it is now. */
  private static AcceptorRow over(long floor, AcceptorRow row) {
    return row.report() instanceof Report.Bare
        ? new AcceptorRow(row.promised(), new Report.Bare(floor))
        : row;
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
