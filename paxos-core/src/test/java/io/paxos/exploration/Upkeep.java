package io.paxos.exploration;

import io.paxos.deletion.Harvest;
import io.paxos.membership.Copies;
import io.paxos.membership.Listing;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Request;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One step of what a node does besides serving clients, which follows {@code Coordination}, {@code
 * Copier}, {@code Mover}, and {@code Collector}, decision for decision.
 *
 * <p>What an acceptor tells once and for all, that it is in an era, or that its floor is raised, is
 * looked at when enough have come to it; that is the same as having gathered it one by one.
 */
final class Upkeep {
  /** More than there are keys. */
  private static final int LIMIT = 2;

  private final Core core;
  private final Configuration configuration;
  private final List<Parcel> parcels = new ArrayList<>();
  private Work work;
  private OptionalLong settling = OptionalLong.empty();

  Upkeep(Core core, Configuration configuration, Work work) {
    this.core = core;
    this.configuration = configuration;
    this.work = work;
  }

  /** What is sent to one acceptor, and not awaited: either a request or a collection. */
  record Parcel(StoreId to, Optional<Request<?>> request, Optional<Collect> collect) {}

  /** What a node begins with in a configuration. */
  static Work begin(Core core, Program program, Configuration configuration) {
    return switch (program.role()) {
      case NONE, WATCHES -> new Work.None();
      case COORDINATES -> configuration.isStable() ? new Work.None() : new Work.Fencing();
      case COLLECTS -> harvest(core, configuration, program.passes());
    };
  }

  private static Work harvest(Core core, Configuration configuration, int passes) {
    return passes == 0
        ? new Work.None()
        : core.harvest(configuration, LIMIT)
            .<Work>map(harvest -> new Work.Harvesting(harvest, passes - 1))
            .orElse(new Work.None());
  }

  Work work() {
    return work;
  }

  List<Parcel> parcels() {
    return List.copyOf(parcels);
  }

  /** The counter above which the key is to be settled; empty if it is not. */
  OptionalLong settling() {
    return settling;
  }

  void fenced() {
    Listing listing = Listing.begin(configuration.current(), Optional.empty(), LIMIT);
    work = new Work.Listed(listing);
  }

  void listed(StoreId from, ScanReply.Page page) {
    if (work instanceof Work.Harvesting harvesting) {
      harvested(harvesting, harvesting.harvest().on(from, page));
      return;
    }
    Listing listing = ((Work.Listed) work).listing().on(from, page);
    if (core.isComplete(listing)) {
      carry(listing);
    } else {
      work = new Work.Listed(listing);
    }
  }

  private void carry(Listing portion) {
    List<Listing.Candidate> candidates = core.candidates(portion);
    if (configuration.stage() == Stage.COPYING) {
      List<Key> keys = candidates.stream().map(Listing.Candidate::key).toList();
      work =
          keys.isEmpty()
              ? new Work.Carried()
              : new Work.Fetching(Copies.begin(configuration, keys));
      return;
    }
    OptionalLong above =
        candidates.stream().mapToLong(Listing.Candidate::promised).map(core::above).findFirst();
    var next = configuration.next().orElseThrow();
    work = new Work.Raising(next, portion.floor(), above);
    if (portion.floor() == 0) {
      spread();
      return;
    }
    for (Member member : core.raised(next)) {
      Collect collect = new Collect(configuration.era(), Cast.MEANT, portion.floor(), List.of());
      parcels.add(new Parcel(member.store(), Optional.empty(), Optional.of(collect)));
    }
  }

  void fetched(StoreId from, ReadReply reply) {
    Copies copies = ((Work.Fetching) work).copies();
    Copies more = copies.on(from, new BatchReply.Handled(List.of(reply)));
    if (!core.isComplete(more)) {
      work = new Work.Fetching(more);
      return;
    }
    List<Accept> accepts = more.accepts();
    work = accepts.isEmpty() ? new Work.Carried() : new Work.Delivering(accepts);
    for (Accept accept : accepts) {
      for (Member joiner : configuration.joiners()) {
        parcels.add(new Parcel(joiner.store(), Optional.of(accept), Optional.empty()));
      }
    }
  }

  /** Enough have the copies, or the floor. */
  void spread() {
    if (work instanceof Work.Raising raising && raising.above().isPresent()) {
      settling = raising.above();
      work = new Work.Settling();
    } else {
      work = new Work.Carried();
    }
  }

  /** The round is through. */
  void settled() {
    work =
        work instanceof Work.Ripening ripening
            ? harvest(core, configuration, ripening.passes())
            : new Work.Carried();
  }

  private void harvested(Work.Harvesting before, Harvest harvest) {
    if (!core.isComplete(harvest)) {
      work = new Work.Harvesting(harvest, before.passes());
      return;
    }
    List<Collect.Forget> ripe = core.ripe(harvest);
    for (Member member : harvest.configuration().members()) {
      List<Collect.Forget> own = new ArrayList<>(ripe);
      harvest
          .promises(member.store())
          .forEach(row -> own.add(new Collect.Forget(row.key(), Ballot.ZERO)));
      if (!own.isEmpty()) {
        Collect collect = new Collect(harvest.configuration().era(), Cast.MEANT, 0, own);
        parcels.add(new Parcel(member.store(), Optional.empty(), Optional.of(collect)));
      }
    }
    if (harvest.unripe().isEmpty()) {
      work = harvest(core, configuration, before.passes());
    } else {
      settling = OptionalLong.of(0);
      work = new Work.Ripening(before.passes());
    }
  }
}
