package io.paxos.checker;

import io.paxos.history.Witness;
import java.util.Optional;

/**
 * Looks for one way in which a run can be wrong, while it happens. Confined to one thread and one
 * run; never throws at the run that it watches.
 */
public interface Checker extends Witness {
  /** The first violation that was seen, in words; empty while there is none. */
  Optional<String> violation();
}
