package io.paxos.server.membership;

import io.paxos.server.config.Secret;
import io.paxos.server.http.Call;
import io.paxos.server.http.Problem;
import io.paxos.server.http.ProblemException;
import io.paxos.server.http.ProblemType;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Who may change the membership: whoever shows the cluster's secret, as there are no roles yet.
 * Without one, whoever is on this machine.
 */
public record AdminAccess(Optional<Secret> secret) {
  private static final String SCHEME = "Bearer ";

  /**
   * Judges a request, before anything of it is read or followed.
   *
   * @param what it asks for
   * @return the line of the log that tells of it
   * @throws ProblemException 401 or 403 if it is refused, which the log tells, too
   */
  Audit admit(Call call, String what) {
    Audit audit = new Audit(call.peer().map(InetAddress::getHostAddress).orElse("?"), what);
    try {
      require(call);
    } catch (ProblemException refused) {
      audit.record(refused);
      throw refused;
    }
    return audit;
  }

  private void require(Call call) {
    if (secret.isPresent()) {
      requireSecret(secret.get(), call.header("Authorization"));
    } else if (call.peer().filter(InetAddress::isLoopbackAddress).isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.FORBIDDEN,
              "without a cluster secret, membership is changed from the node's own machine only"));
    }
  }

  private static void requireSecret(Secret secret, List<String> authorization) {
    boolean matches =
        authorization.size() == 1
            && authorization.get(0).startsWith(SCHEME)
            && secret.matches(authorization.get(0).substring(SCHEME.length()));
    if (!matches) {
      throw new ProblemException(
          Problem.of(ProblemType.UNAUTHORIZED, "the cluster's secret is missing or wrong")
              .with("WWW-Authenticate", "Bearer realm=\"cluster\""));
    }
  }
}
