/**
 * Runs the benchmarks, and tells what they measured: JSON to keep and compare, a page to read, and
 * tables for documents.
 */
@NullMarked
package io.paxos.bench.suite;

import org.jspecify.annotations.NullMarked;
