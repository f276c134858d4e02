package io.paxos.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What was measured on. Figures without it mean nothing.
 *
 * @param cores that this JVM may use
 * @param processor its model, or the architecture where that is not told
 * @param memoryMebibytes of the machine
 * @param system name and version of the operating system
 * @param jdk name and version of the virtual machine
 * @param maxHeapMebibytes of this JVM
 * @param options of this JVM that were given on its command line
 */
public record Machine(
    int cores,
    String processor,
    long memoryMebibytes,
    String system,
    String jdk,
    long maxHeapMebibytes,
    List<String> options) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final long MEBIBYTE = 1L << 20;

  /** A machine. */
  public Machine {
    options = List.copyOf(options);
  }

  /** This one. */
  public static Machine here() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        runtime.availableProcessors(),
        processorModel(),
        physicalMemory() / MEBIBYTE,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        runtime.maxMemory() / MEBIBYTE,
        measuredOptions());
  }

  private static String processorModel() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }

  private static long physicalMemory() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? known.getTotalMemorySize()
        : 0;
  }

  /** Only what decides about speed: paths and names of the machine belong in no report. */
  private static List<String> measuredOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") && !option.contains("/"))
        .toList();
  }

  /** As a table. */
  public Table table() {
    return Table.of("machine", "")
        .row("processor", "%d × %s".formatted(cores, processor))
        .row("memory", gibibytes(memoryMebibytes))
        .row("system", system)
        .row("JDK", jdk)
        .row("heap", "at most " + gibibytes(maxHeapMebibytes))
        .row("options", String.join(" ", options));
  }

  private static String gibibytes(long mebibytes) {
    return String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
  }
}
