package io.paxos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.Batch;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Key;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Does the same random steps to an acceptor and to the pure rules, and compares every reply. */
final class Replay {
  private final Words words;
  private final Memory memory;
  private final MemoryAcceptor model;
  private final StoreId store;
  private long era;
  private int step;

  Replay(Words words, Memory memory, MemoryAcceptor model) {
    this.words = words;
    this.memory = memory;
    this.model = model;
    this.store = AcceptorContract.await(model.identify()).store();
  }

  void run(int steps) {
    for (step = 0; step < steps; step++) {
      doOneStep();
    }
    Scan everything = new Scan(era, store, Optional.empty(), 1000, Scan.Scope.ALL);
    compare(acceptor -> acceptor.scan(everything));
  }

  private void doOneStep() {
    switch (words.below(40)) {
      case 0 -> install();
      case 1 -> restart();
      case 2, 3, 4 -> scan();
      case 5, 6, 7 -> collect();
      default -> batch();
    }
  }

  private void install() {
    era += words.below(3) - 1;
    era = Math.max(era, 1);
    compare(acceptor -> acceptor.install(Words.configuration(era)));
    era = AcceptorContract.await(model.identify()).era();
  }

  /** At times twice, as when the reply was lost. */
  private void collect() {
    Collect collect = words.collect(someEra(), someStore(), everything().rows());
    for (int times = words.below(4) == 0 ? 2 : 1; times > 0; times--) {
      compare(acceptor -> acceptor.collect(collect));
    }
    words.keepUpWith(everything().floor());
  }

  private ScanReply.Page everything() {
    Scan scan = new Scan(era, store, Optional.empty(), 1000, Scan.Scope.ALL);
    return (ScanReply.Page) AcceptorContract.await(model.scan(scan));
  }

  private void restart() {
    memory.reopen();
    compare(Acceptor::identify);
  }

  private void scan() {
    Scan.Scope scope = words.below(3) == 0 ? Scan.Scope.COLLECTABLE : Scan.Scope.ALL;
    Optional<Key> after = words.below(2) == 0 ? Optional.empty() : Optional.of(words.key());
    Scan scan = new Scan(someEra(), someStore(), after, 1 + words.below(6), scope);
    compare(acceptor -> acceptor.scan(scan));
  }

  private void batch() {
    boolean forming = era == 0 && words.below(2) == 0;
    List<Request<?>> requests = new ArrayList<>();
    for (int left = 1 + words.below(12); left > 0; left--) {
      requests.add(words.request(forming ? Key.CONFIGURATION : words.key()));
    }
    Batch batch = new Batch(someEra(), someStore(), requests);
    compare(acceptor -> acceptor.handle(batch));
  }

  /** Most often the right one. */
  private long someEra() {
    return words.below(12) == 0 ? Math.max(0, era + words.below(3) - 1) : era;
  }

  private StoreId someStore() {
    return words.below(30) == 0 ? StoreId.parse("00000000-0000-4000-8000-00000000000f") : store;
  }

  private void compare(Function<Acceptor, CompletionStage<?>> question) {
    Object expected = AcceptorContract.await(question.apply(model));
    Object actual = AcceptorContract.await(question.apply(memory.acceptor()));
    assertThat(actual).as("step %d", step).isEqualTo(expected);
  }
}
