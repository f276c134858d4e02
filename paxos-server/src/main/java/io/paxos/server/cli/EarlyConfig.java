package io.paxos.server.cli;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The configuration as the server will see it, read before the server starts. */
final class EarlyConfig {
  private static final Path FILE = Path.of("config", "application.properties");
  private static final int FILE_ORDINAL = 260;

  private EarlyConfig() {}

  static SmallRyeConfig read() {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
    if (Files.isRegularFile(FILE)) {
      try {
        builder.withSources(new PropertiesConfigSource(FILE.toUri().toURL(), FILE_ORDINAL));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return builder.build();
  }

  /** The names of what is configured, except in the environment, where any name may be. */
  static List<String> names(SmallRyeConfig config) {
    List<String> names = new ArrayList<>();
    for (ConfigSource source : config.getConfigSources()) {
      if (!(source instanceof EnvConfigSource)) {
        names.addAll(source.getPropertyNames());
      }
    }
    return names;
  }
}
