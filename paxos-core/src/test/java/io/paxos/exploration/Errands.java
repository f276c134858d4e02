package io.paxos.exploration;

import io.paxos.membership.Copies;
import io.paxos.membership.Fence;
import io.paxos.membership.FloorRaise;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Member;
import io.paxos.protocol.Scan;
import io.paxos.protocol.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can happen next to a node on account of its {@link Work}, or of the configuration, given the
 * rest of the world.
 */
final class Errands {
  private final Scope scope;
  private final Core core;
  private final Eras eras;
  private final Columns columns;
  private final Clients clients;
  private final Memo fences = new Memo();

  Errands(Scope scope, Core core, Eras eras, Columns columns, Clients clients) {
    this.scope = scope;
    this.core = core;
    this.eras = eras;
    this.columns = columns;
    this.clients = clients;
  }

  /** The events, as {@link Event} writes them. */
  List<Integer> of(int[] world, int place, int register) {
    List<Integer> events = new ArrayList<>();
    Client node = clients.client(world[scope.acceptors() + place]);
    Program program = scope.programs().get(place);
    if (node.isFinished()) {
      return events;
    }
    if (mayLearn(program, node)) {
      for (int era : eras.chosen(register)) {
        if (eras.get(era).era() > node.configuration().era()) {
          events.add(Event.of(Event.LEARN, 0, era));
        }
      }
    }
    int era = program.serves() ? -1 : eras.of(node.configuration());
    if (program.role() == Program.Role.COORDINATES && era == eras.now(register)) {
      collectMoves(node, register, events);
    }
    if (!(node.work() instanceof Work.None)) {
      collectSteps(world, node, era, events);
    }
    return events;
  }

  /** Whether anything follows from it if a client learns a configuration. */
  private static boolean mayLearn(Program program, Client node) {
    return !program.serves() || node.roundsLeft() > 0;
  }

  private void collectMoves(Client node, int register, List<Integer> events) {
    Configuration now = node.configuration();
    if (now.isStable()) {
      int begun = eras.begun(register);
      if (begun < scope.plan().targets().size()) {
        begin(now, scope.plan().targets().get(begun)).ifPresent(to -> events.add(move(to)));
      }
      return;
    }
    if (node.work() instanceof Work.Carried) {
      events.add(move(core.advance(now)));
    }
    if (scope.plan().turnsBack() && !eras.hasTurnedBack(register)) {
      events.add(move(core.abort(now)));
    }
  }

  /** What is refused, because a store in it has retired, does not happen. */
  private Optional<Configuration> begin(Configuration stable, AcceptorGroup target) {
    try {
      return Optional.of(core.begin(stable, target));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private int move(Configuration to) {
    return Event.of(Event.MOVE, 0, eras.of(to));
  }

  private void collectSteps(int[] world, Client node, int era, List<Integer> events) {
    Configuration configuration = node.configuration();
    if (node.work() instanceof Work.Fencing && isFenced(world, era)) {
      events.add(Event.of(Event.FENCE, 0, 0));
    } else if (node.work() instanceof Work.Listed listed) {
      List<Member> asked = configuration.current().members();
      var told = listed.listing().survey().pages().keySet();
      collectPages(world, asked, told, era, Scan.Scope.ALL, events);
    } else if (node.work() instanceof Work.Harvesting harvesting) {
      List<Member> asked = harvesting.harvest().configuration().members();
      var told = harvesting.harvest().survey().pages().keySet();
      collectPages(world, asked, told, era, Scan.Scope.COLLECTABLE, events);
    } else if (node.work() instanceof Work.Fetching fetching) {
      collectReports(world, configuration, fetching, era, events);
    } else if (node.work() instanceof Work.Delivering delivering) {
      if (isDelivered(world, configuration, delivering.accepts(), era)) {
        events.add(Event.of(Event.SPREAD, 0, 0));
      }
    } else if (node.work() instanceof Work.Raising raising && isRaised(world, raising, era)) {
      events.add(Event.of(Event.SPREAD, 0, 0));
    }
  }

  private boolean isFenced(int[] world, int era) {
    int installed = 0;
    for (int acceptor = 0; acceptor < scope.acceptors(); acceptor++) {
      int there = columns.installed(world[acceptor]);
      boolean counts = there != Columns.NOTHING && eras.get(there).era() >= eras.get(era).era();
      installed |= counts ? 1 << acceptor : 0;
    }
    int known = fences.get(era, installed);
    if (known == Memo.UNKNOWN) {
      known = core.isUp(fence(eras.get(era), installed)) ? 1 : 0;
      fences.put(era, installed, known);
    }
    return known == 1;
  }

  private static Fence fence(Configuration configuration, int installed) {
    Fence fence = Fence.of(configuration);
    for (Member member : configuration.members()) {
      if ((installed >> Cast.acceptor(member.store()) & 1) == 1) {
        Identity told = new Identity(member.store(), Optional.of(configuration));
        fence = fence.on(member.store(), told);
      }
    }
    return fence;
  }

  private void collectPages(
      int[] world,
      List<Member> asked,
      Set<StoreId> told,
      int era,
      Scan.Scope rows,
      List<Integer> events) {
    for (Member member : asked) {
      int acceptor = Cast.acceptor(member.store());
      int page =
          told.contains(member.store())
              ? Columns.NOTHING
              : columns.pageOf(world[acceptor], era, rows);
      if (page != Columns.NOTHING) {
        events.add(Event.of(Event.LIST, acceptor, page));
      }
    }
  }

  private void collectReports(
      int[] world,
      Configuration configuration,
      Work.Fetching fetching,
      int era,
      List<Integer> events) {
    for (Member member : configuration.current().members()) {
      int acceptor = Cast.acceptor(member.store());
      boolean told = Work.reading(fetching).reports().containsKey(member.store());
      int report = told ? Columns.NOTHING : columns.reportOf(world[acceptor], era);
      if (report != Columns.NOTHING) {
        events.add(Event.of(Event.FETCH, acceptor, report));
      }
    }
  }

  private boolean isDelivered(
      int[] world, Configuration configuration, List<Accept> accepts, int era) {
    Copies.Delivery delivery = Copies.Delivery.begin(configuration);
    for (Member joiner : configuration.joiners()) {
      int column = world[Cast.acceptor(joiner.store())];
      if (accepts.stream().allMatch(accept -> columns.has(column, era, accept))) {
        delivery = delivery.on(joiner.store(), new BatchReply.Handled(List.of(new Accepted())));
      }
    }
    return delivery.isEnough();
  }

  private boolean isRaised(int[] world, Work.Raising raising, int era) {
    FloorRaise raise = FloorRaise.of(raising.next(), raising.floor());
    for (Member member : core.raised(raising.next())) {
      int column = world[Cast.acceptor(member.store())];
      if (columns.installed(column) == era) {
        raise = raise.on(member.store(), columns.floor(column));
      }
    }
    return core.isDone(raise);
  }
}
