package io.paxos.wan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class WideAreaCommandTest {
  @Test
  void what_is_wrong_is_named_with_its_rule() {
    assertThat(refusal("--clients", "0")).contains("--clients 0 is not in 1..1000");
    assertThat(refusal("--port", "65534")).contains("--port 65534 is not in 1..65533");
    assertThat(refusal("--round-trips", "1,2,x"))
        .contains("--round-trips: \"x\" in \"1,2,x\" is not a number");
  }

  private static String refusal(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Main.command().setErr(new PrintWriter(err));
    assertThat(command.execute(arguments)).isEqualTo(2);
    return err.toString();
  }
}
