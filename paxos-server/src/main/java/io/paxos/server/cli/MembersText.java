package io.paxos.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What nodes tell of the members, as lines for people. */
final class MembersText {
  private static final int BAR = 30;

  private MembersText() {}

  /** A line for each member: name, vote, whether it answers, address, store. */
  static List<String> list(JsonNode cluster) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-12s %-8s %-8s %-36s %s".formatted("MEMBER", "VOTE", "ANSWERS", "STORE", "ADDRESS"));
    boolean copying = cluster.path("stage").asText().equals("copying");
    rows(cluster)
        .forEach(
            (store, row) ->
                lines.add(
                    "%-12s %-8s %-8s %-36s %s"
                        .formatted(
                            row.path("id").asText(),
                            vote(cluster, row, copying),
                            row.has("answers") ? yesOrNo(row.path("answers").asBoolean()) : "-",
                            row.path("store").asText("-"),
                            row.path("address").asText())));
    return lines;
  }

  /** How the cluster is, and the change that is under way. */
  static List<String> status(JsonNode cluster) {
    List<String> lines = new ArrayList<>();
    if (!cluster.path("formed").asBoolean()) {
      lines.add("the cluster has not formed: its seeds have not all met yet");
      lines.addAll(list(cluster));
      return lines;
    }
    lines.add(
        "era %d, %s, quorums of %s"
            .formatted(
                cluster.path("era").asLong(), cluster.path("stage").asText(), sizes(cluster)));
    lines.addAll(list(cluster));
    if (cluster.has("change")) {
      JsonNode change = cluster.path("change");
      lines.add(
          "under way since era %d: %s to %s, with quorums of %s"
              .formatted(
                  change.path("era").asLong(),
                  names(change.path("from")),
                  names(change.path("to")),
                  sizes(change.path("to"))));
      if (change.has("coordinator")) {
        lines.add("carried on by " + change.path("coordinator").asText());
      }
      lines.add(progress(change));
    }
    JsonNode node = cluster.path("node");
    if (node.has("message")) {
      lines.add(node.path("message").asText());
    }
    return lines;
  }

  /** How far a change is, in one line without a bar. */
  static String progress(JsonNode change) {
    StringBuilder line = new StringBuilder(change.path("stage").asText());
    if (change.has("done")) {
      line.append(": %d of %d registers".formatted(change.path("done").asLong(), total(change)));
      line.append(", %d/s".formatted(change.path("ratePerSecond").asLong()));
    }
    if (change.has("estimateSeconds")) {
      line.append(", about %d s left".formatted(change.path("estimateSeconds").asLong()));
    }
    if (change.has("trouble")) {
      line.append("; ").append(change.path("trouble").asText());
    }
    return line.toString();
  }

  /** The same with a bar before it. */
  static String bar(JsonNode change) {
    long total = total(change);
    long done = change.path("done").asLong();
    int filled = total == 0 ? 0 : (int) (BAR * done / total);
    return "[%s%s] %s".formatted("#".repeat(filled), "-".repeat(BAR - filled), progress(change));
  }

  /** The names of a group's acceptors. */
  static List<String> names(JsonNode group) {
    List<String> names = new ArrayList<>();
    group.path("acceptors").forEach(one -> names.add(one.path("id").asText()));
    return names;
  }

  /** Whether two groups have the same acceptors, with the same memories, and quorums. */
  static boolean isSame(JsonNode one, JsonNode other) {
    return fingerprint(one).equals(fingerprint(other));
  }

  /** More registers may have come up than there were when it began. */
  private static long total(JsonNode change) {
    return Math.max(change.path("total").asLong(), change.path("done").asLong());
  }

  private static String fingerprint(JsonNode group) {
    TreeSet<String> members = new TreeSet<>();
    group
        .path("acceptors")
        .forEach(
            one -> members.add(one.path("store").asText() + "=" + one.path("address").asText()));
    return members + " " + sizes(group);
  }

  private static String sizes(JsonNode group) {
    return "%d to prepare and %d to accept"
        .formatted(group.path("prepareQuorum").asInt(), group.path("acceptQuorum").asInt());
  }

  /** Everybody once, those who will be after those who are. */
  private static Map<String, JsonNode> rows(JsonNode cluster) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    for (JsonNode group : List.of(cluster, cluster.path("next"))) {
      group
          .path("acceptors")
          .forEach(row -> rows.putIfAbsent(row.path("store").asText(row.path("id").asText()), row));
    }
    return rows;
  }

  private static String vote(JsonNode cluster, JsonNode row, boolean copying) {
    boolean now = isIn(cluster, row);
    boolean later = !cluster.has("next") || isIn(cluster.path("next"), row);
    if (now) {
      return later ? "yes" : "leaves";
    }
    return copying ? "not yet" : "joins";
  }

  private static boolean isIn(JsonNode group, JsonNode row) {
    for (JsonNode one : group.path("acceptors")) {
      if (one.path("store").equals(row.path("store")) && one.path("id").equals(row.path("id"))) {
        return true;
      }
    }
    return false;
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "NO";
  }
}
