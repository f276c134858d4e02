package io.paxos.server.membership;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.driver.Seed;
import io.paxos.driver.upkeep.Membership;
import io.paxos.membership.Progress;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.Value;
import io.paxos.server.cluster.Sight;
import io.paxos.server.cluster.Standing;
import io.paxos.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The cluster, and changes of its membership, as JSON. */
final class ClusterJson {
  private ClusterJson() {}

  /** An answer with this content, which nobody keeps. */
  static Response response(int status, ObjectNode json) {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return Response.of(status)
        .with("Cache-Control", "no-store")
        .with(Value.of(bytes, "application/json"));
  }

  /** The cluster before it has formed: there are only seeds. */
  static ObjectNode notFormed(ClusterSource source) {
    ObjectNode json = object().put("formed", false).put("era", 0);
    ArrayNode acceptors = json.putArray("acceptors");
    for (Seed seed : source.seeds()) {
      acceptors.addObject().put("id", seed.id().name()).put("address", seed.address());
    }
    json.set("node", node(source));
    return json;
  }

  static ObjectNode formed(ClusterSource source, Sight sight) {
    Configuration configuration = sight.configuration();
    ObjectNode json = object().put("formed", true).put("era", configuration.era());
    json.put("stage", configuration.stage().word());
    json.setAll(group(configuration.current(), Optional.of(sight)));
    configuration.next().ifPresent(next -> json.set("next", group(next, Optional.of(sight))));
    json.put("retired", configuration.retired().size());
    if (!configuration.isStable()) {
      json.put("changePath", ChangePath.of(configuration));
      json.set("change", change(configuration, sight.change()));
    }
    json.set("node", node(source));
    return json;
  }

  /** The change that is under way in this configuration. */
  static ObjectNode change(Configuration changing, Optional<Membership.Status> status) {
    ObjectNode json = object().put("era", ChangePath.firstEra(changing));
    json.put("stage", changing.stage().word()).put("stageEra", changing.era());
    json.set("from", group(changing.current(), Optional.empty()));
    json.set("to", group(changing.next().orElseThrow(), Optional.empty()));
    status.ifPresent(told -> addStatus(json, told));
    return json;
  }

  /** A change of which only is known that it is not under way any more. */
  static ObjectNode over(long era, Configuration now) {
    ObjectNode json = object().put("era", era).put("stage", "over").put("stageEra", now.era());
    json.put("detail", "it was finished or turned back: compare what there is now");
    json.set("now", group(now.current(), Optional.empty()));
    return json;
  }

  private static void addStatus(ObjectNode json, Membership.Status status) {
    // Which incarnation of the node it is, nobody needs to know.
    status.coordinator().ifPresent(who -> json.put("coordinator", who.split("#", 2)[0]));
    status.progress().ifPresent(progress -> addProgress(json, progress));
    status.trouble().ifPresent(trouble -> json.put("trouble", trouble));
  }

  private static void addProgress(ObjectNode json, Progress progress) {
    json.put("done", progress.done());
    json.put("total", progress.total());
    json.put("ratePerSecond", progress.perSecond());
    if (progress.perSecond() > 0) {
      long left = Math.max(0, progress.total() - progress.done());
      json.put("estimateSeconds", (left + progress.perSecond() - 1) / progress.perSecond());
    }
  }

  /**
   * Acceptors and the sizes of their quorums.
   *
   * @param sight tells which of them answer, if that is of interest
   */
  private static ObjectNode group(AcceptorGroup group, Optional<Sight> sight) {
    ObjectNode json = object();
    ArrayNode acceptors = json.putArray("acceptors");
    for (Member member : group.members()) {
      ObjectNode acceptor = acceptors.addObject();
      acceptor.put("id", member.id().name());
      acceptor.put("address", member.address());
      acceptor.put("store", member.store().toString());
      sight.ifPresent(seen -> acceptor.put("answers", seen.answering().contains(member.store())));
    }
    return json.put("prepareQuorum", group.prepareSize()).put("acceptQuorum", group.acceptSize());
  }

  private static ObjectNode node(ClusterSource source) {
    Standing standing = source.standing().get();
    ObjectNode json = object().put("id", source.node().name()).put("acceptor", standing.word());
    standing.message().ifPresent(message -> json.put("message", message));
    return json;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
