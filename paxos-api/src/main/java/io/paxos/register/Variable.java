package io.paxos.register;

import java.util.Optional;
import java.util.function.Function;

/**
 * A distributed variable: the simplest face, for code that treats a lost outcome as an exception.
 * Thread-safe; the methods block.
 *
 * <p>Source: Rystsov, <em>Distributed variable</em>.
 */
public final class Variable<T> {
  private final Register<T> register;

  public Variable(Register<T> register) {
    this.register = register;
  }

  /**
   * The current value; empty before the first write.
   *
   * @throws NotAppliedException if no quorum answers in time
   */
  public Optional<T> get() {
    return register.read().value();
  }

  /**
   * Writes, whatever was there.
   *
   * @throws NotAppliedException if nothing was changed
   * @throws UnknownOutcomeException if it is not known whether the value was written
   */
  public void set(T value) {
    require(register.put(value));
  }

  /**
   * Replaces the value by what the function makes of it, atomically.
   *
   * @return the new value
   * @throws NotAppliedException if nothing was changed
   * @throws UnknownOutcomeException if it is not known whether the value was replaced
   */
  public T update(Function<Optional<T>, T> function) {
    Outcome<T> outcome =
        register.change(current -> Decision.write(function.apply(current.value())));
    return require(outcome)
        .value()
        .orElseThrow(() -> new IllegalStateException("a committed write has no value"));
  }

  private static <T> Versioned<T> require(Outcome<T> outcome) {
    return outcome.fold(
        committed -> committed.state(),
        rejected -> {
          throw new IllegalStateException("a plain write was rejected: " + rejected.reason());
        },
        notApplied -> {
          throw new NotAppliedException(notApplied.reason());
        },
        unknown -> {
          throw new UnknownOutcomeException(unknown.reason());
        });
  }
}
