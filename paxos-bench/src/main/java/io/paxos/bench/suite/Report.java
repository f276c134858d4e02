package io.paxos.bench.suite;

import io.paxos.report.Page;
import io.paxos.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A run for people: as a page, and as Markdown.
 *
 * @param before an earlier run to compare with
 */
record Report(Run run, Optional<Run> before) {
  private static final String TITLE = "Benchmarks of Paxos Registers";

  /** Says what is needed to read the numbers. */
  private static final String READING =
      "Error bars are confidence intervals of 99.9 %. What is bare is the least that the database"
          + " has to be told for the same rows: the physical limit. × says how many times as much"
          + " something costs as that.";

  private static final String IN_MEMORY =
      "The databases were on a file system in memory, where durable writes cost nothing: what is"
          + " said of SQLite and PostgreSQL is not true of disks.";

  void writePage(Path file) throws IOException {
    Page page = new Page(TITLE).paragraph(READING);
    if (run.circumstances().isInMemory()) {
      page.paragraph(IN_MEMORY);
    }
    page.table(run.circumstances().table());
    before.ifPresent(earlier -> addComparison(page, earlier));
    for (Section section : Section.of(run.results())) {
      page.section(section.title()).paragraph(section.question());
      Pictures.of(section).forEach(page::chart);
      page.table(table(section));
    }
    page.writeTo(file);
  }

  private void addComparison(Page page, Run earlier) {
    page.section("Beside the earlier run").table(earlier.circumstances().table());
    page.table(comparisons(earlier));
  }

  void writeMarkdown(Path file) throws IOException {
    StringBuilder text = new StringBuilder("# " + TITLE + "\n\n" + READING + "\n\n");
    if (run.circumstances().isInMemory()) {
      text.append(IN_MEMORY).append("\n\n");
    }
    text.append(run.circumstances().table().markdown());
    before.ifPresent(
        earlier ->
            text.append("\n## Beside the earlier run\n\n").append(comparisons(earlier).markdown()));
    for (Section section : Section.of(run.results())) {
      text.append("\n## %s\n\n%s\n\n".formatted(section.title(), section.question()));
      text.append(table(section).markdown());
    }
    Files.writeString(file, text);
  }

  /** The change of each benchmark since an earlier run. */
  Table comparisons(Run earlier) {
    Table table = Table.of("benchmark", "before", "now", "", "change", "verdict");
    for (Comparison one : Comparison.of(earlier, run)) {
      table =
          table.row(
              one.after().id(),
              one.before().score().text(),
              one.after().score().text(),
              one.after().score().unitText(),
              Figures.percent(one.factor()),
              one.verdict().text());
    }
    return table;
  }

  private static Table table(Section section) {
    List<String> dimensions = section.dimensions();
    SortedSet<String> details = new TreeSet<>();
    section.results().forEach(result -> details.addAll(result.details().keySet()));
    List<String> header = new ArrayList<>(dimensions);
    header.add("score");
    header.add("unit");
    if (section.hasBare()) {
      header.add("× bare");
    }
    header.addAll(details);
    header.add("allocated B/op");
    List<List<String>> rows =
        section.results().stream().map(r -> row(section, r, dimensions, details)).toList();
    return new Table(header, rows);
  }

  private static List<String> row(
      Section section, Result result, List<String> dimensions, SortedSet<String> details) {
    List<String> row = new ArrayList<>();
    dimensions.forEach(name -> row.add(cell(name, result)));
    row.add(result.score().text());
    row.add(result.score().unitText());
    if (section.hasBare()) {
      row.add(section.ratio(result).map(Ratio::text).orElse(""));
    }
    details.forEach(
        name ->
            row.add(Optional.ofNullable(result.details().get(name)).map(Score::text).orElse("")));
    row.add(result.allocated().map(bytes -> Figures.of(bytes.value())).orElse(""));
    return row;
  }

  private static String cell(String dimension, Result result) {
    String value = Section.coordinate(result, dimension);
    return dimension.equals(Result.METHOD) ? Labels.of(dimension, value) : value;
  }
}
