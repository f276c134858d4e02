package io.paxos.driver;

import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.AsyncRegister;
import io.paxos.register.Change;
import io.paxos.register.Codec;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Register;
import io.paxos.register.Registers;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The registers of an application, run by a proposer of its own. Thread-safe. */
public final class ProposerRegisters implements Registers {
  private final Proposer proposer;
  private final Duration timeout;

  /**
   * Registers run by this proposer.
   *
   * @param timeout after which an operation is answered as well as can be known
   */
  public ProposerRegisters(Proposer proposer, Duration timeout) {
    this.proposer = proposer;
    this.timeout = timeout;
  }

  @Override
  public <T> Register<T> register(String name, Codec<T> codec) {
    return blocking(new CodedRegister<>(Key.register(name), codec));
  }

  @Override
  public <T> WriteOnce<T> writeOnce(String name, Codec<T> codec) {
    return new WriteOnce<>(blocking(new CodedRegister<>(Key.writeOnce(name), codec)));
  }

  private static <T> Register<T> blocking(AsyncRegister<T> register) {
    return () -> register;
  }

  /** Values go through a codec on their way in and out. */
  private final class CodedRegister<T> implements AsyncRegister<T> {
    private final Key key;
    private final Codec<T> codec;

    CodedRegister(Key key, Codec<T> codec) {
      this.key = key;
      this.codec = codec;
    }

    @Override
    public CompletionStage<Versioned<T>> read() {
      return proposer.read(key, timeout).thenApply(this::decode);
    }

    @Override
    public CompletionStage<Outcome<T>> change(Change<T> change) {
      return change(change, Optional.empty());
    }

    @Override
    public CompletionStage<Outcome<T>> change(Change<T> change, OperationId operation) {
      return change(change, Optional.of(operation));
    }

    private CompletionStage<Outcome<T>> change(Change<T> change, Optional<OperationId> operation) {
      return proposer
          .change(key, current -> encode(change.apply(decode(current))), operation, timeout)
          .thenApply(this::decode);
    }

    private Versioned<T> decode(Versioned<Value> versioned) {
      return new Versioned<>(versioned.revision(), versioned.value().map(codec::decode));
    }

    private Decision<Value> encode(Decision<T> decision) {
      if (decision instanceof Decision.Write<T> write) {
        return Decision.write(codec.encode(write.value()));
      }
      if (decision instanceof Decision.Delete<T>) {
        return Decision.delete();
      }
      return decision instanceof Decision.Decline<T> decline
          ? Decision.decline(decline.reason())
          : Decision.keep();
    }

    private Outcome<T> decode(Outcome<Value> outcome) {
      return outcome.fold(
          committed ->
              new Outcome.Committed<>(
                  decode(committed.state()), committed.created(), committed.replayed()),
          rejected -> new Outcome.Rejected<>(decode(rejected.current()), rejected.reason()),
          notApplied -> new Outcome.NotApplied<>(notApplied.reason()),
          unknown -> new Outcome.Unknown<>(unknown.reason()));
    }
  }
}
