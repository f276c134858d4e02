package io.paxos.load;

/**
 * Who is measured, and how.
 *
 * @param label for reports
 */
record Subject(String label, Target target, Plan plan) {}
