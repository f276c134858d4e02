package io.paxos.acceptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every small row and every small request. */
class AcceptorRulesTest {
  private static final Key KEY = Key.register("k");
  private static final RegisterState STATE = RegisterState.bornOver(0);
  private static final int COUNTERS = 4;

  @Test
  void a_row_that_changes_has_to_be_written_and_reads_and_refusals_change_none() {
    int written = 0;
    for (AcceptorRow row : rows()) {
      for (Request<?> request : requests()) {
        AcceptorRules.Step<?> step = AcceptorRules.decide(row, request);
        if (step.writes()) {
          written++;
          assertThat(request).as("%s", row).isNotInstanceOf(Read.class);
        } else {
          assertThat(step.row()).as("after %s", request).isEqualTo(row);
        }
      }
    }
    assertThat(written).isPositive();
  }

  @Test
  void a_tombstone_is_forgotten_under_its_own_ballot_and_a_bare_promise_under_none() {
    for (AcceptorRow row : rows()) {
      for (int counter = 0; counter <= COUNTERS; counter++) {
        Ballot named = counter == 0 ? Ballot.ZERO : ballot(counter);
        boolean isBare = row.report() instanceof Report.Bare;
        boolean isPromise = isBare && !row.promised().isZero();
        boolean expected =
            isBare ? isPromise && named.isZero() : row.report().ballot().equals(named);
        assertThat(AcceptorRules.forget(row, named).isPresent())
            .as("%s of %s", named, row)
            .isEqualTo(expected);
      }
    }
  }

  /** Pitfalls 7 and 9: the floor refuses, in both phases, whatever the row refused. */
  @Test
  void what_a_row_refused_its_floor_refuses_after_it_is_forgotten() {
    int refusals = 0;
    for (AcceptorRow row : rows()) {
      OptionalLong floor = AcceptorRules.forget(row, row.report().ballot());
      for (Request<?> request : floor.isPresent() ? requests() : List.<Request<?>>of()) {
        AcceptorRow absent = AcceptorRow.absent(Math.max(row.floor(), floor.getAsLong()));
        boolean wasRefused = !AcceptorRules.decide(row, request).writes();
        if (wasRefused && !(request instanceof Read)) {
          refusals++;
          assertThat(AcceptorRules.decide(absent, request).writes())
              .as("%s after %s", request, row)
              .isFalse();
        }
      }
    }
    assertThat(refusals).isPositive();
  }

  @Test
  void the_revision_of_a_forgotten_tombstone_is_in_the_floor() {
    RegisterState late = new RegisterState(90, Optional.empty(), STATE.history());
    AcceptorRow row = new AcceptorRow(ballot(3), new Report.Holding(ballot(2), late));

    assertThat(AcceptorRules.forget(row, ballot(2))).hasValue(90);
  }

  @Test
  void a_value_is_never_forgotten() {
    RegisterState value = new RegisterState(1, Optional.of(Value.text("v")), STATE.history());
    AcceptorRow row = new AcceptorRow(ballot(3), new Report.Holding(ballot(2), value));

    for (Ballot named : List.of(Ballot.ZERO, ballot(2), ballot(3))) {
      assertThat(AcceptorRules.forget(row, named)).isEmpty();
    }
  }

  private static List<AcceptorRow> rows() {
    List<AcceptorRow> rows = new ArrayList<>();
    for (int floor = 0; floor < COUNTERS; floor++) {
      rows.add(AcceptorRow.absent(floor));
      for (int promised = 1; promised < COUNTERS; promised++) {
        rows.add(new AcceptorRow(ballot(promised), new Report.Bare(floor)));
      }
    }
    for (int promised = 1; promised < COUNTERS; promised++) {
      for (int accepted = 1; accepted <= promised; accepted++) {
        rows.add(new AcceptorRow(ballot(promised), new Report.Holding(ballot(accepted), STATE)));
      }
    }
    return rows;
  }

  private static List<Request<?>> requests() {
    List<Request<?>> requests = new ArrayList<>();
    requests.add(new Read(KEY));
    for (int counter = 1; counter <= COUNTERS; counter++) {
      requests.add(new Prepare(KEY, ballot(counter)));
      requests.add(new Accept(KEY, ballot(counter), STATE, Optional.empty()));
      requests.add(new Accept(KEY, ballot(counter), STATE, Optional.of(ballot(counter + 1))));
    }
    return requests;
  }

  private static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("p", 1));
  }
}
