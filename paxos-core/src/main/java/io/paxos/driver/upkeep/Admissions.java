package io.paxos.driver.upkeep;

import io.paxos.membership.Target;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.register.NotAppliedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks those who are to join who they are, and sees to it that they start empty (rule M6): rows
 * from elsewhere would be taken for what this cluster has agreed on. Thread-safe.
 */
final class Admissions {
  /** A promise to a first start that did not get through may be there. */
  private static final int ROWS = 2;

  /** Stands for a store that has not told its id yet. */
  private static final StoreId NOBODY = StoreId.parse("00000000-0000-0000-0000-000000000000");

  private final Acceptors acceptors;

  Admissions(Acceptors acceptors) {
    this.acceptors = acceptors;
  }

  /** What somebody who is to join told of itself. */
  private record Applicant(Identity identity, List<ScanReply.Row> rows) {}

  /**
   * Admits them all or none.
   *
   * @return the members that they will be; completes exceptionally with {@link NotAppliedException}
   *     if one does not answer, with {@link IllegalArgumentException} if one may not join
   */
  CompletionStage<List<Member>> admit(Configuration stable, List<Target.Newcomer> newcomers) {
    List<Member> unknown =
        newcomers.stream()
            .map(newcomer -> new Member(newcomer.id(), newcomer.address(), NOBODY))
            .toList();
    return acceptors
        .<Map<Member, Applicant>, Applicant>gather(
            unknown,
            (acceptor, member) ->
                acceptor
                    .identify()
                    .thenCompose(
                        identity ->
                            acceptor
                                .scan(everything(identity))
                                .thenApply(reply -> applicant(identity, reply))),
            Map.of(),
            Admissions::with,
            told -> told.size() == unknown.size())
        .thenCompose(told -> admitted(stable, unknown, told));
  }

  private static Scan everything(Identity identity) {
    return new Scan(identity.era(), identity.store(), Optional.empty(), ROWS, Scan.Scope.ALL);
  }

  private static Applicant applicant(Identity identity, ScanReply reply) {
    if (reply instanceof ScanReply.Page page) {
      return new Applicant(identity, page.rows());
    }
    throw new UnfinishedException("its configuration has changed just now");
  }

  private static Map<Member, Applicant> with(
      Map<Member, Applicant> told, Member from, Applicant applicant) {
    Map<Member, Applicant> more = new HashMap<>(told);
    more.put(from, applicant);
    return Map.copyOf(more);
  }

  private static CompletionStage<List<Member>> admitted(
      Configuration stable, List<Member> asked, Map<Member, Applicant> told) {
    List<Member> admitted = new ArrayList<>();
    for (Member member : asked) {
      Applicant applicant = told.get(member);
      if (applicant == null) {
        return CompletableFuture.failedFuture(
            new NotAppliedException(
                "acceptor %s at %s does not answer".formatted(member.id(), member.address())));
      }
      Optional<String> hindrance = hindrance(stable, applicant);
      if (hindrance.isPresent()) {
        return CompletableFuture.failedFuture(
            new IllegalArgumentException(
                "acceptor %s at %s cannot join: %s"
                    .formatted(member.id(), member.address(), hindrance.get())));
      }
      admitted.add(new Member(member.id(), member.address(), applicant.identity().store()));
    }
    return CompletableFuture.completedFuture(List.copyOf(admitted));
  }

  private static Optional<String> hindrance(Configuration stable, Applicant applicant) {
    StoreId store = applicant.identity().store();
    if (has(stable, store)) {
      return Optional.of("its store " + store + " is that of an acceptor of this cluster");
    }
    if (stable.retired().contains(store)) {
      return Optional.of(
          "its store %s has left this cluster once, and what it holds is out of date (rule M6);"
                  .formatted(store)
              + " give it an empty database");
    }
    Optional<Configuration> installed = applicant.identity().installed();
    if (installed.filter(other -> has(other, store) || isForeign(other, stable)).isPresent()) {
      return Optional.of(
          "its store " + store + " belongs to another cluster; give it an empty database");
    }
    boolean isEmpty = applicant.rows().stream().allMatch(Admissions::isPromiseOfFirstStart);
    return isEmpty
        ? Optional.empty()
        : Optional.of("its store " + store + " is not empty; give it an empty database");
  }

  /**
   * Of this cluster nothing later than what is chosen can be installed anywhere. From an acceptor
   * that stayed in another cluster's later era, proposers here would learn that one's acceptors.
   */
  private static boolean isForeign(Configuration installed, Configuration stable) {
    return installed.era() > stable.era()
        || (installed.era() == stable.era() && !installed.equals(stable));
  }

  /**
   * A promise does no harm. A configuration that was accepted somewhere else would: under a great
   * ballot it would be taken for the one that this cluster has agreed on.
   */
  private static boolean isPromiseOfFirstStart(ScanReply.Row row) {
    return row.key().equals(Key.CONFIGURATION) && row.content() == ScanReply.Content.NOTHING;
  }

  private static boolean has(Configuration configuration, StoreId store) {
    return configuration.members().stream().anyMatch(member -> member.store().equals(store));
  }
}
