package io.paxos.history;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.driver.upkeep.Membership;
import io.paxos.protocol.Accept;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.util.List;
import java.util.Map;

/** Many witnesses of the same run, told in this order. */
public final class Audience implements Witness {
  private final Witness[] witnesses;

  public Audience(List<? extends Witness> witnesses) {
    this.witnesses = witnesses.toArray(Witness[]::new);
  }

  @Override
  public void started(String node, ProposerId proposer) {
    for (Witness witness : witnesses) {
      witness.started(node, proposer);
    }
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    for (Witness witness : witnesses) {
      witness.sent(from, to, request);
    }
  }

  @Override
  public void inEra(long era) {
    for (Witness witness : witnesses) {
      witness.inEra(era);
    }
  }

  @Override
  public void copied(ProposerId from, StoreId to, Accept accept) {
    for (Witness witness : witnesses) {
      witness.copied(from, to, accept);
    }
  }

  @Override
  public void persisted(StoreId store, Key key, AcceptorRow row) {
    for (Witness witness : witnesses) {
      witness.persisted(store, key, row);
    }
  }

  @Override
  public void collected(StoreId store, long floor, List<Key> forgotten) {
    for (Witness witness : witnesses) {
      witness.collected(store, floor, forgotten);
    }
  }

  @Override
  public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
    for (Witness witness : witnesses) {
      witness.reopened(store, rows);
    }
  }

  @Override
  public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
    for (Witness witness : witnesses) {
      witness.replied(store, request, reply, durable);
    }
  }

  @Override
  public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
    for (Witness witness : witnesses) {
      witness.received(at, from, request, reply);
    }
  }

  @Override
  public void refused(StoreId from, BatchReply why) {
    for (Witness witness : witnesses) {
      witness.refused(from, why);
    }
  }

  @Override
  public void answered(Membership.Answer answer) {
    for (Witness witness : witnesses) {
      witness.answered(answer);
    }
  }

  @Override
  public void called(Call call, String node, int attempt) {
    for (Witness witness : witnesses) {
      witness.called(call, node, attempt);
    }
  }

  @Override
  public void applied(Call call, Versioned<Value> seen, Decision<Value> decision) {
    for (Witness witness : witnesses) {
      witness.applied(call, seen, decision);
    }
  }

  @Override
  public void returned(Operation operation) {
    for (Witness witness : witnesses) {
      witness.returned(operation);
    }
  }

  @Override
  public void happened(Fault fault, String node) {
    for (Witness witness : witnesses) {
      witness.happened(fault, node);
    }
  }

  @Override
  public void healed() {
    for (Witness witness : witnesses) {
      witness.healed();
    }
  }

  @Override
  public void stuck(String what) {
    for (Witness witness : witnesses) {
      witness.stuck(what);
    }
  }

  @Override
  public void ended() {
    for (Witness witness : witnesses) {
      witness.ended();
    }
  }
}
