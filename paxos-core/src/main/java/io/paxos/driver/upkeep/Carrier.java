package io.paxos.driver.upkeep;

import io.paxos.membership.Listing;
import io.paxos.protocol.Accept;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Brings a portion of the registers to where the new acceptors need it. */
interface Carrier {
  /** Completes exceptionally if that could not be done to the end; then it is done again. */
  CompletionStage<Load> carry(Listing portion);

  /**
   * What was carried.
   *
   * @param bytes of the values
   */
  record Load(int registers, long bytes) {
    static final Load NOTHING = new Load(0, 0);

    static Load of(List<Accept> accepts) {
      long bytes = accepts.stream().mapToLong(Accept::valueBytes).sum();
      return new Load(accepts.size(), bytes);
    }
  }
}
