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
  /**
   * Judges a request, before anything of it is read or followed.
   *
   * @param what it asks for
   * @return the line of the log that tells of it
   * @throws ProblemException 401 or 403 if it is refused, which the log tells, too
   */
  Audit admit(Call call, String what) {
    Audit audit = new Audit(call.peer().map(InetAddress::getHostAddress).orElse("?"), what);
    refusal(call.peer(), call.header("Authorization"))
        .ifPresent(
            problem -> {
              audit.record(problem, null);
              throw new ProblemException(problem);
            });
    return audit;
  }

  /**
   * Why a request is refused; empty if it is not.
   *
   * @param peer who sent it, if that is known
   * @param authorization the lines of that header
   */
  Optional<Problem> refusal(Optional<InetAddress> peer, List<String> authorization) {
    boolean admitted =
        secret
            .map(shown -> isShown(shown, authorization))
            .orElseGet(() -> peer.filter(InetAddress::isLoopbackAddress).isPresent());
    return admitted ? Optional.empty() : Optional.of(problem());
  }

  private Problem problem() {
    return secret.isPresent()
        ? Problem.of(ProblemType.UNAUTHORIZED, "the cluster's secret is missing or wrong")
            .with("WWW-Authenticate", "Bearer realm=\"cluster\"")
        : Problem.of(
            ProblemType.FORBIDDEN,
            "without a cluster secret, membership is changed from the node's own machine only");
  }

  private static boolean isShown(Secret secret, List<String> authorization) {
    return authorization.size() == 1 && secret.isShownBy(authorization.get(0));
  }
}
