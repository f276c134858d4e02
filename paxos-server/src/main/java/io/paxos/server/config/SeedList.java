package io.paxos.server.config;

import io.paxos.driver.Seed;
import io.paxos.protocol.AcceptorId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the acceptors of the first configuration: names with the {@code http://host:port} of a node
 * or the {@code jdbc:} URL of a database.
 */
final class SeedList {
  static final String SETTING = "paxos.cluster.seeds";

  private static final String RULE =
      "must be a list such as n1=http://10.0.0.1:8081,n2=http://10.0.0.2:8081";

  private SeedList() {}

  static List<Seed> from(SettingSource source) {
    List<Seed> seeds = new ArrayList<>();
    Set<AcceptorId> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (String text : source.requiredText(SETTING, RULE).split(",", -1)) {
      Seed seed = parse(text.strip());
      if (!ids.add(seed.id()) || !addresses.add(seed.address())) {
        throw SettingException.wrong(SETTING, text, "names an acceptor or an address twice");
      }
      seeds.add(seed);
    }
    return List.copyOf(seeds);
  }

  private static Seed parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw SettingException.wrong(SETTING, text, RULE);
    }
    String address = text.substring(equals + 1).strip();
    if (address.startsWith("jdbc:")) {
      requireDatabase(address);
    } else {
      requireNode(address);
    }
    try {
      return new Seed(new AcceptorId(text.substring(0, equals).strip()), address);
    } catch (IllegalArgumentException malformed) {
      throw SettingException.wrong(SETTING, text, String.valueOf(malformed.getMessage()));
    }
  }

  /** An address becomes part of the configuration, which everyone may read. */
  private static void requireDatabase(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    if (lower.contains("password=") || lower.matches("jdbc:postgresql://[^/]*@.*")) {
      throw new SettingException(
          SETTING + " has a password in a jdbc: address: set paxos.storage.password-file instead");
    }
    if (!lower.startsWith("jdbc:postgresql:") || lower.chars().anyMatch(Character::isWhitespace)) {
      throw SettingException.wrong(
          SETTING, address, "must be jdbc:postgresql://host:port/database without spaces");
    }
  }

  private static void requireNode(String address) {
    if (!Addresses.isNode(address)) {
      throw SettingException.wrong(
          SETTING, address, "must be http://host:port, nothing more, or a jdbc:postgresql: URL");
    }
  }
}
