package io.paxos.scenario;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Draws a run. Proposers have a column each, named as their node; acceptors have theirs to the
 * right, named {@code [node]}. Confined to one thread.
 *
 * <p>A message is drawn where it arrives, late ({@code ~}) if its sender has sent something newer
 * the same way meanwhile. One that never arrives is drawn as lost where it was sent; whether it
 * does is known only at the end, so that is when the diagram is made.
 */
public final class DiagramWitness implements Witness {
  private final Map<StoreId, String> acceptors;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Labels labels = new Labels();
  private final Set<String> nodes = new LinkedHashSet<>();
  private final List<Consumer<Diagram>> events = new ArrayList<>();
  private final Map<Way, List<Message>> onTheirWay = new HashMap<>();
  private final Map<Integer, String> nodesOfCalls = new HashMap<>();
  private Optional<Key> usualKey = Optional.empty();

  private record Way(String from, String to) {}

  /** A message, compared by identity: two reads may look the same. */
  private final class Message {
    private final Way way;
    private final Request<?> request;
    private final String label;
    private boolean overtaken;
    private boolean arrived;

    Message(Way way, Request<?> request, String label) {
      this.way = way;
      this.request = request;
      this.label = label;
      List<Message> others = onTheirWay.computeIfAbsent(way, w -> new ArrayList<>());
      if (!others.isEmpty()) {
        others.get(others.size() - 1).overtaken = true;
      }
      others.add(this);
      record(diagram -> drawIfLost(diagram));
    }

    void arrive() {
      arrived = true;
      Diagram.Fate fate = overtaken ? Diagram.Fate.LATE : Diagram.Fate.ARRIVED;
      record(diagram -> diagram.arrow(way.from(), way.to(), label, fate));
    }

    private void drawIfLost(Diagram diagram) {
      if (!arrived) {
        diagram.lost(way.from(), way.to(), label);
      }
    }
  }

  /**
   * A witness of a run that begins.
   *
   * @param acceptors the nodes of the stores, in the order of their columns if the map has one
   * @param nanoTime the clock of the run
   */
  public DiagramWitness(Map<StoreId, String> acceptors, LongSupplier nanoTime) {
    this.acceptors = new LinkedHashMap<>(acceptors);
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /** Everything so far. */
  public Diagram diagram() {
    List<String> places = new ArrayList<>(nodes);
    acceptors.values().stream().map(DiagramWitness::acceptorAt).distinct().forEach(places::add);
    Diagram diagram = new Diagram(places);
    events.forEach(event -> event.accept(diagram));
    return diagram;
  }

  @Override
  public void started(String node, ProposerId proposer) {
    labels.started(proposer);
    boolean again = !nodes.add(node);
    if (again) {
      record(diagram -> diagram.note(node, "starts again"));
    }
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    nodes.add(from.node());
    var unused =
        new Message(new Way(from.node(), place(to)), request, keyed(request, labels.of(request)));
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    String acceptor = place(store);
    for (String node : nodes) {
      Optional<Message> asked = find(new Way(node, acceptor), request);
      if (asked.isPresent()) {
        asked.get().arrive();
        String label = keyed(request, labels.of(reply));
        var unused = new Message(new Way(acceptor, node), request, label);
        return;
      }
    }
    throw new IllegalStateException(acceptor + " answers " + request + ", which nobody has sent");
  }

  @Override
  public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
    find(new Way(place(from), at.node()), request)
        .orElseThrow(() -> new IllegalStateException(reply + " arrives, which nobody has sent"))
        .arrive();
  }

  @Override
  public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
    note(place(store), "open again");
  }

  @Override
  public void called(Call call, String node, int attempt) {
    nodes.add(node);
    nodesOfCalls.put(call.number(), node);
    String again = attempt > 1 ? " again" : "";
    note(node, call.client() + ": " + Labels.of(call) + again);
  }

  @Override
  public void returned(Operation operation) {
    Call call = operation.call();
    String node = nodesOfCalls.getOrDefault(call.number(), "");
    if (!node.isEmpty()) {
      note(node, call.client() + " = " + Labels.of(operation.result()));
    }
  }

  /** Faults of messages show in the messages. */
  @Override
  public void happened(Fault fault, String node) {
    String words = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    switch (fault) {
      case REQUEST_LOST, REPLY_LOST, REQUEST_DUPLICATED, REORDERED -> {}
      case DELAYED_BEYOND_TIMEOUT, MESSAGE_OF_THE_DEAD -> {}
      case CRASHED, CRASHED_BEFORE_PERSIST, CRASHED_AFTER_PERSIST ->
          record(diagram -> end(diagram, node, words));
      case CRASHED_BEFORE_SEND, CRASHED_AFTER_SEND -> record(diagram -> end(diagram, node, words));
      default -> record(diagram -> mark(diagram, node, words));
    }
  }

  @Override
  public void healed() {
    record(diagram -> diagram.mark("healed"));
  }

  private void end(Diagram diagram, String node, String words) {
    if (nodes.contains(node)) {
      diagram.end(node, words);
    } else {
      diagram.mark(words + ": " + node);
    }
  }

  private void mark(Diagram diagram, String node, String words) {
    if (nodes.contains(node)) {
      diagram.note(node, words);
    } else {
      diagram.mark(words + ": " + node);
    }
  }

  private void note(String place, String text) {
    record(diagram -> diagram.note(place, text));
  }

  private void record(Consumer<Diagram> event) {
    Duration time = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    events.add(
        diagram -> {
          diagram.at(time);
          event.accept(diagram);
        });
  }

  /** The first that has not arrived; a duplicate finds the message that it copies. */
  private Optional<Message> find(Way way, Request<?> request) {
    List<Message> candidates =
        onTheirWay.getOrDefault(way, List.of()).stream()
            .filter(message -> isSame(message.request, request))
            .toList();
    return candidates.stream()
        .filter(message -> !message.arrived)
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Request<?> left, Request<?> right) {
    return left == right;
  }

  /** Most runs have one register; the others are named. */
  private String keyed(Request<?> request, String label) {
    if (usualKey.isEmpty()) {
      usualKey = Optional.of(request.key());
    }
    boolean usual = usualKey.get().equals(request.key());
    return usual ? label : request.key().name() + ": " + label;
  }

  private String place(StoreId store) {
    return acceptorAt(acceptors.computeIfAbsent(store, stranger -> stranger.toString()));
  }

  private static String acceptorAt(String node) {
    return "[" + node + "]";
  }
}
