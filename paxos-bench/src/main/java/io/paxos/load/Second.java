package io.paxos.load;

import java.util.Optional;

/**
 * What ended within one second.
 *
 * @param number of the second; the measurement begins with 0, what is before is warm-up
 * @param latency of what succeeded
 */
record Second(
    int number,
    long succeeded,
    long declined,
    long missing,
    long failed,
    Optional<Latency> latency) {}
