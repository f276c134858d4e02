package io.paxos.exploration;

import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.WriteOnce;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that a client asks for. A write appends its mark to the value, so every value tells all
 * writes since the last delete in their order.
 *
 * @param mark unique in the scope, but for the same operation asked for again elsewhere
 * @param operation the name by which a retry is recognised
 * @param alongside whether the client asks before the earlier commands are answered
 * @param afterRejection whether the client asks only if its last command was rejected
 * @param impatient whether the caller's time may be up at any moment
 */
record Command(
    Kind kind,
    String mark,
    Optional<OperationId> operation,
    boolean alongside,
    boolean afterRejection,
    boolean impatient) {
  /** What is asked for. */
  enum Kind {
    READ,
    WRITE,
    COMPARE_AND_SET,
    SET_ONCE,
    DELETE
  }

  static Command read() {
    return of(Kind.READ, "");
  }

  static Command write(String mark) {
    return of(Kind.WRITE, mark);
  }

  /** Writes if the register is at the greatest revision that the client knows when it asks. */
  static Command compareAndSet(String mark) {
    return of(Kind.COMPARE_AND_SET, mark);
  }

  static Command setOnce(String mark) {
    return of(Kind.SET_ONCE, mark);
  }

  static Command delete() {
    return of(Kind.DELETE, "");
  }

  private static Command of(Kind kind, String mark) {
    return new Command(kind, mark, Optional.empty(), false, false, false);
  }

  Command named(String operation) {
    OperationId id = new OperationId(operation);
    return new Command(kind, mark, Optional.of(id), alongside, afterRejection, impatient);
  }

  Command besides() {
    return new Command(kind, mark, operation, true, afterRejection, impatient);
  }

  Command ifRejected() {
    return new Command(kind, mark, operation, alongside, true, impatient);
  }

  Command hurried() {
    return new Command(kind, mark, operation, alongside, afterRejection, true);
  }

  /**
   * The change function; that of a read is the identity change, which repairs.
   *
   * @param expected the revision that a compare-and-set expects
   */
  Change<Value> change(long expected) {
    return switch (kind) {
      case READ -> current -> Decision.keep();
      case WRITE -> current -> Decision.write(extended(current.value()));
      case COMPARE_AND_SET ->
          current ->
              current.revision() == expected
                  ? Decision.write(extended(current.value()))
                  : Decision.decline("not at revision " + expected);
      case SET_ONCE -> WriteOnce.setting(Value.text(mark));
      case DELETE -> current -> Decision.delete();
    };
  }

  private Value extended(Optional<Value> current) {
    return Value.text(current.map(value -> value.utf8() + "," + mark).orElse(mark));
  }

  @Override
  public String toString() {
    String words = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return mark.isEmpty() ? words : words + " " + mark;
  }
}
