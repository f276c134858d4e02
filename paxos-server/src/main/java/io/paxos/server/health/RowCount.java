package io.paxos.server.health;

import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.util.Optional;
import java.util.function.Supplier;

/** How many rows an acceptor holds, as far as it was told. Thread-safe. */
final class RowCount {
  private final Supplier<Optional<Acceptor>> acceptor;
  private volatile long last;

  RowCount(Supplier<Optional<Acceptor>> acceptor) {
    this.acceptor = acceptor;
  }

  /** What was counted last; 0 before. */
  long last() {
    return last;
  }

  /** Counts again. Databases read through an index for that, so it is not done often. */
  void refresh() {
    acceptor
        .get()
        .ifPresent(
            present -> {
              var unused =
                  present
                      .identify()
                      .thenCompose(identity -> present.scan(first(identity)))
                      .thenAccept(this::on);
            });
  }

  private static Scan first(Identity identity) {
    return new Scan(identity.era(), identity.store(), Optional.empty(), 1, Scan.Scope.ALL);
  }

  private void on(ScanReply reply) {
    if (reply instanceof ScanReply.Page page) {
      page.total().ifPresent(total -> last = total);
    }
  }
}
