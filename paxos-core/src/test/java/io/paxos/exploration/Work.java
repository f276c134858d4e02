package io.paxos.exploration;

import io.paxos.deletion.Harvest;
import io.paxos.membership.Copies;
import io.paxos.membership.Listing;
import io.paxos.proposer.Reading;
import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.survey.Survey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Where a node stands with what it does besides serving clients: carrying a change of membership
 * on, as {@code Coordination} with its {@code Copier} and {@code Mover}, or collecting, as {@code
 * Collector}. Immutable.
 */
sealed interface Work {
  /** The same work where the acceptors have exchanged their names. */
  default Work renamed(UnaryOperator<StoreId> names) {
    return this;
  }

  /** There is nothing to do. */
  record None() implements Work {}

  /** The era before is to be fenced off. */
  record Fencing() implements Work {}

  /** The acceptors that were are asked what they hold. */
  record Listed(Listing listing) implements Work {
    @Override
    public Work renamed(UnaryOperator<StoreId> names) {
      return new Listed(new Listing(listing.old(), Work.renamed(listing.survey(), names)));
    }
  }

  /** They are asked what is to be copied. */
  record Fetching(Copies copies) implements Work {
    @Override
    public Work renamed(UnaryOperator<StoreId> names) {
      return new Fetching(
          new Copies(copies.readings().stream().map(one -> Client.renamed(one, names)).toList()));
    }
  }

  /** Copies are on their way to those who join. */
  record Delivering(List<Accept> accepts) implements Work {}

  /**
   * Floors are being raised.
   *
   * @param above the greatest counter promised for the key; empty if nobody lists it
   */
  record Raising(AcceptorGroup next, long floor, OptionalLong above) implements Work {}

  /** The round is under way. */
  record Settling() implements Work {}

  /** The configuration is ready to be followed by the next. */
  record Carried() implements Work {}

  /**
   * All acceptors are asked what can be collected.
   *
   * @param passes how many passes there may be after this one
   */
  record Harvesting(Harvest harvest, int passes) implements Work {
    @Override
    public Work renamed(UnaryOperator<StoreId> names) {
      Survey survey = Work.renamed(harvest.survey(), names);
      return new Harvesting(new Harvest(harvest.configuration(), survey), passes);
    }
  }

  /** A round makes the acceptors agree on a tombstone; then there may be so many passes. */
  record Ripening(int passes) implements Work {}

  private static Survey renamed(Survey survey, UnaryOperator<StoreId> names) {
    Map<StoreId, ScanReply.Page> pages = new HashMap<>();
    survey.pages().forEach((store, page) -> pages.put(names.apply(store), page));
    return new Survey(survey.after(), survey.limit(), pages);
  }

  /** The reading of the one key there is. */
  static Reading reading(Fetching fetching) {
    return fetching.copies().readings().get(0);
  }
}
