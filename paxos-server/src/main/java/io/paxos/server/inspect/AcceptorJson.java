package io.paxos.server.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.driver.Inspection;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Member;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.Value;

/** What one acceptor holds, as JSON. The value itself stays out: it may be long, or not text. */
final class AcceptorJson {
  private AcceptorJson() {}

  static ObjectNode of(Inspection inspection) {
    Member member = inspection.member();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", member.id().name());
    json.put("address", withoutSecrets(member.address()));
    json.put("store", member.store().toString());
    json.put("reachable", inspection.reply().isPresent());
    inspection.reply().ifPresent(reply -> addReply(json, reply));
    return json;
  }

  /** The address without what a {@code jdbc:} URL may carry besides: user, password, options. */
  static String withoutSecrets(String address) {
    return address.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
  }

  private static void addReply(ObjectNode json, ReadReply reply) {
    addBallot(json, "promised", reply.promised());
    addBallot(json, "accepted", reply.report().ballot());
    if (reply.report() instanceof Report.Holding holding) {
      addState(json, holding.state());
    } else if (reply.report() instanceof Report.Bare bare) {
      json.put("floor", bare.floor());
    }
  }

  private static void addBallot(ObjectNode json, String name, Ballot ballot) {
    if (ballot.isZero()) {
      json.putNull(name);
      return;
    }
    json.putObject(name)
        .put("counter", ballot.counter())
        .put("proposer", ballot.proposer().toString());
  }

  private static void addState(ObjectNode json, RegisterState state) {
    json.put("revision", state.revision());
    json.put("present", state.value().isPresent());
    state.value().ifPresent(value -> addValue(json, value));
  }

  private static void addValue(ObjectNode json, Value value) {
    json.put("valueBytes", value.size());
    json.put("mediaType", value.mediaType());
  }
}
