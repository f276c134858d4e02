package io.paxos.mutation;

/**
 * How a mutant was caught.
 *
 * @param runs how many it took, the last of which failed
 * @param message what that run said
 */
record Catch(Layer layer, long runs, String message) {
  /** What it said, in one line. */
  String headline() {
    return message.replaceAll("\\s+", " ").strip();
  }
}
