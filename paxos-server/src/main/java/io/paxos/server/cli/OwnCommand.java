package io.paxos.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this very program is started once more: the native executable, or the same JVM and jar. */
final class OwnCommand {
  private static final int FIRST_WITH_NATIVE_ACCESS = 22;

  /** As in the script {@code paxos}, which tells why. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:MaxInlineLevel=6",
          "-XX:InlineSmallCode=500",
          "-XX:FreqInlineSize=150");

  private OwnCommand() {}

  static boolean isNative() {
    return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
  }

  static List<String> line() {
    if (isNative()) {
      return List.of(
          ProcessHandle.current()
              .info()
              .command()
              .orElseThrow(
                  () -> new IllegalStateException("the path of this executable is unknown")));
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    if (Runtime.version().feature() >= FIRST_WITH_NATIVE_ACCESS) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    line.add("-jar");
    line.add(System.getProperty("java.class.path"));
    return line;
  }
}
