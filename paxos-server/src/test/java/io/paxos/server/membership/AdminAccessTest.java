package io.paxos.server.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.server.config.Secret;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminAccessTest {
  private static final String SECRET = "a secret of the tests";

  private final AdminAccess open = new AdminAccess(Optional.empty());
  private final AdminAccess guarded = new AdminAccess(Optional.of(new Secret(SECRET)));

  @Test
  void without_a_secret_only_this_machine_is_admitted() throws UnknownHostException {
    for (String own : List.of("127.0.0.1", "127.1.2.3", "::1")) {
      assertThat(open.refusal(peer(own), List.of())).as(own).isEmpty();
    }
    for (String other : List.of("10.0.0.1", "0.0.0.0", "::ffff:10.0.0.1", "2001:db8::1")) {
      assertThat(open.refusal(peer(other), List.of("Bearer " + SECRET)))
          .as(other)
          .map(Problem::type)
          .contains(ProblemType.FORBIDDEN);
    }
    assertThat(open.refusal(Optional.empty(), List.of())).isPresent();
  }

  @Test
  void with_a_secret_whoever_shows_it_is_admitted_from_anywhere_and_nobody_else()
      throws UnknownHostException {
    assertThat(guarded.refusal(peer("10.0.0.1"), List.of("Bearer " + SECRET))).isEmpty();
    for (List<String> wrong :
        List.<List<String>>of(
            List.of(),
            List.of(SECRET),
            List.of("Bearer"),
            List.of("Bearer  " + SECRET),
            List.of("Bearer " + SECRET, "Bearer " + SECRET))) {
      assertThat(guarded.refusal(peer("127.0.0.1"), wrong))
          .as("%s", wrong)
          .map(Problem::type)
          .contains(ProblemType.UNAUTHORIZED);
    }
  }

  private static Optional<InetAddress> peer(String digits) throws UnknownHostException {
    return Optional.of(InetAddress.getByName(digits));
  }
}
