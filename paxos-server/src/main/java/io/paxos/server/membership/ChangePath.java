package io.paxos.server.membership;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;

/** Where changes of membership are found: by any era that belongs to them. */
final class ChangePath {
  static final String ALL = "/v1/cluster/changes";

  private ChangePath() {}

  /** The path of the change that is under way in this configuration. */
  static String of(Configuration changing) {
    return ALL + "/" + firstEra(changing);
  }

  /** In which era it began: copying comes before the joint era. */
  static long firstEra(Configuration changing) {
    return changing.stage() == Stage.JOINT ? changing.era() - 1 : changing.era();
  }

  /** Whether this era belongs to the change that is under way in this configuration. */
  static boolean leadsTo(long era, Configuration configuration) {
    return !configuration.isStable()
        && era >= firstEra(configuration)
        && era <= configuration.era();
  }

  /**
   * The era that the rest of the path names.
   *
   * @throws IllegalArgumentException if it is none
   */
  static long parse(String name) {
    if (!name.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not the number of an era, in " + ALL + "/{era}");
    }
    return Long.parseLong(name);
  }
}
