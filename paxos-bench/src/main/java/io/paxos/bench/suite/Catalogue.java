package io.paxos.bench.suite;

import io.paxos.report.Table;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** Which benchmarks there are. */
final class Catalogue {
  private Catalogue() {}

  /** Their classes with their questions. */
  static String text(Collection<BenchmarkListEntry> benchmarks) {
    SortedSet<String> names = new TreeSet<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      String type = benchmark.getUserClassQName();
      names.add(type.substring(type.lastIndexOf('.') + 1));
    }
    Table table = Table.of("benchmark", "question");
    for (String name : names) {
      table = table.row(name, Question.of(name).orElse(""));
    }
    return table.text();
  }
}
