package io.paxos.load;

import io.paxos.report.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code paxos load}: puts load on a cluster, and tells how it answered. */
@Command(
    name = "./paxos load",
    sortOptions = false,
    description = {
      "Puts load on a cluster, and tells how it answered.",
      "Ends with 0 if that was measured, with 1 if not, with 2 if it was asked wrongly."
    })
final class LoadCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli uses it
  @Option(names = "--help", usageHelp = true, description = "show this")
  private boolean help;

  @Mixin private TargetOptions targets = new TargetOptions();
  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--fill",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "write every key before, when there are reads or cas; --no-fill: do not")
  private boolean fill = true;

  @Option(
      names = "--fault",
      paramLabel = "ACTION:NODE@TIME",
      description = "kill, pause or resume a node, such as kill:n2@10s; may be given several times")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--data",
      defaultValue = "data",
      description = "folder in which the cluster keeps its pid files (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(names = "--json", paramLabel = "FILE", description = "where to write all figures")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "where to write a page with charts")
  private @Nullable Path html;

  @Override
  public Integer call() throws IOException {
    List<Subject> subjects;
    Faults prepared;
    try {
      subjects = targets.subjects(options);
      prepared = faults(subjects);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(commandLine(), wrong.getMessage(), wrong);
    }
    Thread tidying = new Thread(prepared::close, "resume");
    Runtime.getRuntime().addShutdownHook(tidying);
    try (prepared;
        Runner runner = new Runner(commandLine().getErr())) {
      return write(report(runner, subjects, prepared));
    } catch (IllegalStateException failed) {
      commandLine().getErr().println(failed.getMessage());
      return 1;
    }
  }

  private Faults faults(List<Subject> subjects) {
    if (subjects.size() > 1 && !faults.isEmpty()) {
      throw new IllegalArgumentException("--fault does not go with --against");
    }
    Plan plan = subjects.get(0).plan();
    List<Fault> parsed = faults.stream().map(Fault::parse).toList();
    for (Fault fault : parsed) {
      if (plan.nodes().stream().noneMatch(node -> node.name().equals(fault.node()))) {
        throw new IllegalArgumentException(
            "the fault %s is for none of the nodes %s"
                .formatted(fault, plan.nodes().stream().map(Node::name).toList()));
      }
    }
    return new Faults(parsed, data, plan.duration(), commandLine().getErr());
  }

  private Report report(Runner runner, List<Subject> subjects, Faults prepared) {
    String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    for (Subject subject : subjects) {
      if (fill && subject.plan().workload().needsValues()) {
        runner.fill(subject);
      }
    }
    if (subjects.size() > 1) {
      practise(runner, subjects, prepared);
    }
    List<RunFigures> runs = new ArrayList<>();
    for (int round = 0; round < targets.rounds(); round++) {
      runs.addAll(round(runner, subjects, round, prepared));
    }
    Report report =
        new Report(startedAt, Machine.here(), settings(subjects), Optional.empty(), runs);
    return subjects.size() > 1 ? report.compared() : report;
  }

  /**
   * A round that is not counted: at first this program, whose code is compiled while it runs, needs
   * more of the processors than whom it measures.
   */
  private void practise(Runner runner, List<Subject> subjects, Faults none) {
    commandLine().getErr().println("a round for practice, not counted");
    var unused = round(runner, subjects, 0, none);
  }

  /** Who goes first changes with every round, so that neither always runs on a tired machine. */
  private static List<RunFigures> round(
      Runner runner, List<Subject> subjects, int round, Faults prepared) {
    List<RunFigures> runs = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      runs.add(runner.run(subjects.get((i + round) % subjects.size()), prepared));
    }
    return runs;
  }

  private Map<String, String> settings(List<Subject> subjects) {
    Map<String, String> settings = options.settings();
    for (Subject subject : subjects) {
      settings.put(
          subject.label(),
          subject.plan().nodes().stream().map(Node::url).collect(Collectors.joining(", ")));
    }
    return settings;
  }

  private int write(Report report) throws IOException {
    PrintWriter out = commandLine().getOut();
    out.print(ReportText.of(report));
    out.flush();
    if (json != null) {
      ReportJson.write(report, json);
    }
    if (html != null) {
      ReportPage.of(report).writeTo(html);
    }
    boolean anySuccess = report.runs().stream().anyMatch(run -> run.all().succeeded() > 0);
    return anySuccess ? 0 : 1;
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
