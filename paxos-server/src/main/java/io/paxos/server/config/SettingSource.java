package io.paxos.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings by name and type. Every method throws {@link SettingException}. */
final class SettingSource {
  private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  private final Function<String, Optional<String>> values;

  SettingSource(Function<String, Optional<String>> values) {
    this.values = values;
  }

  Optional<String> text(String name) {
    return values.apply(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  String text(String name, String whenUnset) {
    return text(name).orElse(whenUnset);
  }

  String requiredText(String name, String rule) {
    return text(name).orElseThrow(() -> SettingException.missing(name, rule));
  }

  boolean flag(String name) {
    String value = text(name, "false");
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw SettingException.wrong(name, value, "must be true or false");
    };
  }

  int number(String name, int whenUnset, int least, int most) {
    String value = text(name, Integer.toString(whenUnset));
    String rule = "must be a whole number from %d to %d".formatted(least, most);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      throw SettingException.wrong(name, value, rule);
    }
    throw SettingException.wrong(name, value, rule);
  }

  /** A part of a whole, at least this much of it. */
  double share(String name, double whenUnset, double least) {
    String value = text(name, Double.toString(whenUnset));
    String rule = "must be a number from %s to 1".formatted(least);
    try {
      double share = Double.parseDouble(value);
      if (share >= least && share <= 1) {
        return share;
      }
    } catch (NumberFormatException malformed) {
      throw SettingException.wrong(name, value, rule);
    }
    throw SettingException.wrong(name, value, rule);
  }

  Duration duration(String name, Duration whenUnset, Duration least, Duration most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return whenUnset;
    }
    Optional<Duration> duration = parseDuration(value.get());
    return duration
        .filter(given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0)
        .orElseThrow(
            () ->
                SettingException.wrong(
                    name,
                    value.get(),
                    "must be a duration such as 500ms or 5s, from %dms to %dms"
                        .formatted(least.toMillis(), most.toMillis())));
  }

  /** The secret under this name, or in the file that the name with "-file" names. */
  Optional<Secret> secret(String name) {
    Optional<String> direct = text(name);
    Optional<String> file = text(name + "-file");
    if (direct.isPresent() && file.isPresent()) {
      throw new SettingException(
          "%s and %s-file are both set: only one may be".formatted(name, name));
    }
    return file.map(path -> readSecret(name + "-file", path)).or(() -> direct.map(Secret::new));
  }

  private static Secret readSecret(String name, String path) {
    try {
      String text = Files.readString(Path.of(path)).strip();
      if (text.isEmpty()) {
        throw SettingException.wrong(name, path, "the file is empty");
      }
      return new Secret(text);
    } catch (IOException | InvalidPathException unreadable) {
      throw SettingException.wrong(name, path, "cannot be read as UTF-8 text (" + unreadable + ")");
    }
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher matcher = SHORT_DURATION.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Optional.of(Duration.ofMillis(amount));
        case "s" -> Optional.of(Duration.ofSeconds(amount));
        case "m" -> Optional.of(Duration.ofMinutes(amount));
        default -> Optional.of(Duration.ofHours(amount));
      };
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
