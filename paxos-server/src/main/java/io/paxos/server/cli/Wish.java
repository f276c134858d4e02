package io.paxos.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A change of membership in the words of {@code POST /v1/cluster/changes}. */
final class Wish {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  /** How many acceptors make quorums, and whether to wait for the change. */
  static final class Options {
    @Option(
        names = "--prepare",
        paramLabel = "N",
        description = "How many acceptors make a prepare quorum, with --accept.")
    private @Nullable Integer prepare;

    @Option(
        names = "--accept",
        paramLabel = "N",
        description = "How many make an accept quorum; majorities if neither is given.")
    private @Nullable Integer accept;

    @Option(
        names = "--wait",
        negatable = true,
        defaultValue = "true",
        fallbackValue = "true",
        description = "Wait until the change is done, which is the default; it goes on either way.")
    private boolean wait = true;

    boolean waits() {
      return wait;
    }
  }

  /** Lets those join; {@code NAME=ADDRESS} each. */
  Wish adding(List<String> members) {
    members.forEach(member -> add(member, true));
    return this;
  }

  /** Lets those leave. */
  Wish removing(List<String> names) {
    names.forEach(json.withArray("/remove")::add);
    return this;
  }

  /** Lets others of the same names take their places; {@code NAME} or {@code NAME=ADDRESS} each. */
  Wish replacing(List<String> members) {
    for (String member : members) {
      removing(List.of(member.split("=", 2)[0]));
      add(member, false);
    }
    return this;
  }

  /** What is asked for. */
  ObjectNode with(Options options) {
    if ((options.prepare == null) != (options.accept == null)) {
      throw new ClientFailure("--prepare and --accept are given together, or neither is");
    }
    if (options.prepare != null && options.accept != null) {
      json.putObject("quorums").put("prepare", options.prepare).put("accept", options.accept);
    }
    return json;
  }

  private void add(String member, boolean needsAddress) {
    String[] words = member.split("=", 2);
    if (needsAddress && words.length == 1) {
      throw new ClientFailure(
          "\"" + member + "\" is not NAME=ADDRESS, such as n4=http://host:port");
    }
    ArrayNode list = json.withArray("/add");
    ObjectNode newcomer = list.addObject().put("id", words[0]);
    if (words.length == 2) {
      newcomer.put("address", words[1]);
    }
  }
}
