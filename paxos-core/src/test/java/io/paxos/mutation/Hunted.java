package io.paxos.mutation;

import java.util.List;

/**
 * What came of a mutant.
 *
 * @param catches one for each layer that caught it, in the order in which they were asked
 */
record Hunted(Mutant mutant, List<Catch> catches) {
  Hunted {
    catches = List.copyOf(catches);
  }
}
