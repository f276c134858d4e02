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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
