package io.paxos.scenario;

import io.paxos.deletion.Harvest;
import io.paxos.driver.Proposer;
import io.paxos.driver.Timers;
import io.paxos.membership.Copies;
import io.paxos.membership.Fence;
import io.paxos.membership.FloorRaise;
import io.paxos.membership.Listing;
import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Read;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a node does for the cluster, one step at a time: the steps are the real ones, and so are the
 * rounds; only when each is taken is up to the script. Confined to one thread.
 *
 * <p>The register that holds the configuration is a single place of the world: how it is agreed on
 * is no different from any other register.
 */
final class ScriptedUpkeep {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int LIMIT = 10;

  private final Proposer proposer;
  private final Function<Member, Acceptor> ways;
  private final Timers timers;
  private final ConfigurationRegister register;
  private Fence fence;
  private Listing listing;
  private Harvest harvest;

  /** The register that holds the configuration. */
  interface ConfigurationRegister {
    Configuration chosen();

    /** Puts one configuration in the place of exactly this other one, and tells what is chosen. */
    Configuration move(Configuration from, Configuration to);
  }

  ScriptedUpkeep(
      Proposer proposer,
      Function<Member, Acceptor> ways,
      Timers timers,
      ConfigurationRegister register) {
    this.proposer = proposer;
    this.ways = ways;
    this.timers = timers;
    this.register = register;
    Configuration known = proposer.configuration();
    this.fence = Fence.of(known);
    this.listing = Listing.begin(known.current(), Optional.empty(), LIMIT);
    this.harvest = Harvest.begin(known, Optional.empty(), LIMIT);
  }

  String begin(AcceptorGroup target) {
    return move(known -> Reconfiguration.begin(known, target));
  }

  String advance() {
    return move(Reconfiguration::advance);
  }

  String abort() {
    return move(Reconfiguration::abort);
  }

  /** Follows what is chosen. */
  String follow() {
    proposer.learn(register.chosen());
    fence = Fence.of(proposer.configuration());
    return words(proposer.configuration());
  }

  /** Rule M4, step 2. */
  CompletionStage<String> install(Optional<List<String>> places) {
    Configuration known = proposer.configuration();
    if (!fence.configuration().equals(known)) {
      fence = Fence.of(known);
    }
    return this.<Fence, Identity>gather(
            some(known.members(), places),
            member -> ways.apply(member).install(known),
            fence,
            (before, from, identity) -> before.on(from.store(), identity))
        .thenApply(
            after -> {
              fence = after;
              return after.isUp() ? "fenced" : "not fenced";
            });
  }

  /** Rule M4, step 3, its first part. */
  CompletionStage<String> list(Optional<List<String>> places) {
    Configuration known = proposer.configuration();
    return this.<Listing, ScanReply>gather(
            some(known.current().members(), places),
            member -> ways.apply(member).scan(scan(known, member, Scan.Scope.ALL)),
            Listing.begin(known.current(), Optional.empty(), LIMIT),
            (before, from, reply) ->
                reply instanceof ScanReply.Page page ? before.on(from.store(), page) : before)
        .thenApply(
            after -> {
              listing = after;
              return words(after);
            });
  }

  /** What joiners are given in the copying era. */
  CompletionStage<String> copy() {
    Configuration known = proposer.configuration();
    List<Key> keys = listing.candidates().stream().map(Listing.Candidate::key).toList();
    List<Read> reads = keys.stream().map(Read::new).toList();
    return this.<Copies, BatchReply>gather(
            known.current().members(),
            member -> ways.apply(member).handle(batch(known, member, reads)),
            Copies.begin(known, keys),
            (before, from, reply) -> before.on(from.store(), reply))
        .thenCompose(
            copies ->
                copies.isComplete()
                    ? deliver(known, copies.accepts())
                    : CompletableFuture.completedFuture("too few told"));
  }

  private CompletionStage<String> deliver(Configuration known, List<Accept> accepts) {
    if (accepts.isEmpty()) {
      return CompletableFuture.completedFuture("nothing to copy");
    }
    return this.<Copies.Delivery, BatchReply>gather(
            known.joiners(),
            member -> ways.apply(member).handle(batch(known, member, accepts)),
            Copies.Delivery.begin(known),
            (before, from, reply) -> before.on(from.store(), reply))
        .thenApply(delivery -> delivery.isEnough() ? "copied" : "too few copied");
  }

  /** Rule M4, step 3: the floors of the new acceptors. */
  CompletionStage<String> raiseFloors() {
    Configuration known = proposer.configuration();
    AcceptorGroup next = known.next().orElseThrow();
    long floor = listing.floor();
    return this.<FloorRaise, CollectReply>gather(
            next.members(),
            member ->
                ways.apply(member)
                    .collect(new Collect(known.era(), member.store(), floor, List.of())),
            FloorRaise.of(next, floor),
            (before, from, reply) ->
                reply instanceof CollectReply.Collected collected
                    ? before.on(from.store(), collected.floor())
                    : before)
        .thenApply(raise -> raise.isDone() ? "floors raised" : "floors not raised");
  }

  /** Rule M4, step 3: a round for what is listed. */
  CompletionStage<String> transfer() {
    return listing.candidates().stream()
        .findFirst()
        .map(
            candidate ->
                proposer
                    .settle(candidate.key(), candidate.promised(), PATIENCE.multipliedBy(2))
                    .thenApply(found -> "transferred " + Labels.of(found)))
        .orElse(CompletableFuture.completedFuture("nothing to transfer"));
  }

  /** Looks for what may be collected. */
  CompletionStage<String> harvest() {
    Configuration known = proposer.configuration();
    if (!known.isStable()) {
      return CompletableFuture.completedFuture("not while membership changes");
    }
    return this.<Harvest, ScanReply>gather(
            known.members(),
            member -> ways.apply(member).scan(scan(known, member, Scan.Scope.COLLECTABLE)),
            Harvest.begin(known, Optional.empty(), LIMIT),
            (before, from, reply) ->
                reply instanceof ScanReply.Page page ? before.on(from.store(), page) : before)
        .thenApply(
            after -> {
              harvest = after;
              return words(after);
            });
  }

  /** A round for what is not ripe. */
  CompletionStage<String> spread() {
    return harvest.unripe().stream()
        .findFirst()
        .map(key -> proposer.spread(key, PATIENCE).thenApply(found -> "spread"))
        .orElse(CompletableFuture.completedFuture("nothing to spread"));
  }

  /** Tells acceptors to forget the tombstones that are ripe and remember nothing. */
  CompletionStage<String> forget(Optional<List<String>> places) {
    List<Collect.Forget> rows =
        harvest.ripe().stream().filter(one -> !one.remembers()).map(Harvest.Ripe::row).toList();
    return collect(places, member -> rows);
  }

  /** Tells acceptors to put promises into their floors. */
  CompletionStage<String> fold(Optional<List<String>> places) {
    return collect(
        places,
        member ->
            harvest.promises(member.store()).stream()
                .map(row -> new Collect.Forget(row.key(), Ballot.ZERO))
                .toList());
  }

  private CompletionStage<String> collect(
      Optional<List<String>> places, Function<Member, List<Collect.Forget>> rows) {
    long era = harvest.configuration().era();
    List<Member> members =
        some(harvest.configuration().members(), places).stream()
            .filter(member -> !rows.apply(member).isEmpty())
            .toList();
    return this.<Set<String>, CollectReply>gather(
            members,
            member ->
                ways.apply(member).collect(new Collect(era, member.store(), 0, rows.apply(member))),
            Set.of(),
            (before, from, reply) ->
                reply instanceof CollectReply.Collected collected && collected.forgotten() > 0
                    ? with(before, from)
                    : before)
        .thenApply(
            done ->
                done.isEmpty() ? "nothing forgotten" : "forgotten by " + String.join(" ", done));
  }

  private String move(UnaryOperator<Configuration> step) {
    Configuration known = proposer.configuration();
    try {
      Configuration next = step.apply(known);
      Configuration chosen = register.move(known, next);
      proposer.learn(chosen);
      return chosen.equals(next) ? words(chosen) : "too late: " + words(chosen);
    } catch (IllegalArgumentException refused) {
      return "refused: " + Labels.withoutStores(String.valueOf(refused.getMessage()));
    }
  }

  private <S, A> CompletionStage<S> gather(
      List<Member> members,
      Function<Member, CompletionStage<A>> question,
      S begin,
      Folding<S, A> folding) {
    Answers<S, A> answers = new Answers<>(begin, folding, members.size());
    timers.schedule(members.isEmpty() ? Duration.ZERO : PATIENCE, answers::end);
    members.forEach(
        member -> question.apply(member).thenAccept(answer -> answers.hear(member, answer)));
    return answers.result;
  }

  @FunctionalInterface
  private interface Folding<S, A> {
    S with(S state, Member from, A answer);
  }

  /** What was answered, folded into one state, until all have answered or time is up. */
  private static final class Answers<S, A> {
    private final Folding<S, A> folding;
    private final CompletableFuture<S> result = new CompletableFuture<>();
    private S state;
    private int awaited;

    Answers(S begin, Folding<S, A> folding, int awaited) {
      this.state = begin;
      this.folding = folding;
      this.awaited = awaited;
    }

    void hear(Member from, A answer) {
      state = folding.with(state, from, answer);
      awaited--;
      if (awaited == 0) {
        end();
      }
    }

    void end() {
      result.complete(state);
    }
  }

  private static Scan scan(Configuration known, Member member, Scan.Scope scope) {
    return new Scan(known.era(), member.store(), Optional.empty(), LIMIT, scope);
  }

  private static Batch batch(
      Configuration known, Member member, List<? extends Request<?>> requests) {
    return new Batch(known.era(), member.store(), List.copyOf(requests));
  }

  private static List<Member> some(List<Member> members, Optional<List<String>> places) {
    Predicate<Member> meant =
        member -> places.map(some -> some.contains(member.id().name())).orElse(true);
    return members.stream().filter(meant).toList();
  }

  private static Set<String> with(Set<String> places, Member more) {
    Set<String> all = new TreeSet<>(places);
    all.add(more.id().name());
    return all;
  }

  private static String words(Configuration configuration) {
    return "era "
        + configuration.era()
        + " "
        + configuration.stage().name().toLowerCase(Locale.ROOT);
  }

  private static String words(Listing listing) {
    if (!listing.isComplete()) {
      return "too few listed";
    }
    String keys =
        listing.candidates().stream()
            .map(candidate -> candidate.key().name() + " above " + candidate.promised())
            .findFirst()
            .orElse("nothing");
    return "listed " + keys + (listing.floor() > 0 ? ", floor " + listing.floor() : "");
  }

  private String words(Harvest found) {
    if (!found.isComplete()) {
      return "somebody is away";
    }
    if (!found.unripe().isEmpty()) {
      return "unripe";
    }
    return found.ripe().stream()
        .findFirst()
        .map(one -> one.remembers() ? "ripe, remembers operations" : "ripe")
        .orElse(hasPromises(found) ? "promises" : "nothing");
  }

  private static boolean hasPromises(Harvest found) {
    List<StoreId> stores = found.configuration().members().stream().map(Member::store).toList();
    return stores.stream().anyMatch(store -> !found.promises(store).isEmpty());
  }
}
