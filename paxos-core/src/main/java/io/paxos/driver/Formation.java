package io.paxos.driver;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Value;
import io.paxos.register.WriteOnce;
import io.paxos.spi.Acceptor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Agrees on the first configuration, or learns the one that is there (rule M5). Thread-safe; never
 * blocks.
 *
 * <p>Era 1 is chosen by a write-once change in era 0 among the seeds, once all of them have told
 * their store ids; an acceptor without a configuration serves nothing else. Whoever has installed a
 * configuration has one that was chosen, so it is enough to find one such acceptor. Acceptors that
 * are no seeds are asked as well: when every seed has left the cluster, they still know it. What
 * they tell of themselves forms nothing.
 */
public final class Formation {
  private final List<Contact> contacts;
  private final List<Acceptor> others;
  private final Supplier<ProposerId> ids;
  private final Connector connector;
  private final Timers timers;
  private final RandomGenerator random;
  private final Settings settings;
  private final Backoff backoff;
  private final CompletableFuture<Configuration> formed = new CompletableFuture<>();

  /** A seed and the way to it. */
  private record Contact(Seed seed, Acceptor acceptor) {}

  /** What a seed told. */
  private record Answer(Seed seed, Identity identity) {
    Member asMember() {
      return new Member(seed.id(), seed.address(), identity.store());
    }
  }

  /**
   * A formation that has not begun.
   *
   * @param seeds at least one, each name once
   * @param ids a fresh proposer id with every call
   * @throws IllegalArgumentException if there is no seed or one is named twice
   */
  public Formation(
      List<Seed> seeds,
      Supplier<ProposerId> ids,
      Connector connector,
      Timers timers,
      RandomGenerator random,
      Settings settings) {
    this(seeds, List.of(), ids, connector, timers, random, settings);
  }

  /**
   * A formation that has not begun.
   *
   * @param seeds at least one, each name once
   * @param others acceptors that are no seeds, and may have installed a configuration
   * @param ids a fresh proposer id with every call
   * @throws IllegalArgumentException if there is no seed or one is named twice
   */
  public Formation(
      List<Seed> seeds,
      List<Acceptor> others,
      Supplier<ProposerId> ids,
      Connector connector,
      Timers timers,
      RandomGenerator random,
      Settings settings) {
    if (seeds.isEmpty() || seeds.stream().map(Seed::id).distinct().count() < seeds.size()) {
      throw new IllegalArgumentException("seeds are at least one, each name once, not " + seeds);
    }
    this.others = List.copyOf(others);
    this.ids = ids;
    this.connector = connector;
    this.timers = timers;
    this.random = random;
    this.settings = settings;
    this.backoff = new Backoff(random, settings.minBackoff(), settings.maxBackoff());
    this.contacts =
        seeds.stream()
            .map(seed -> new Contact(seed, connector.connect(seed.id(), seed.address())))
            .toList();
  }

  /**
   * Tries until it succeeds or {@link #cancel} is called.
   *
   * @return the configuration, chosen, and installed on every acceptor that was asked and answered
   */
  public CompletionStage<Configuration> run() {
    attempt(1);
    return formed;
  }

  /** Gives up. */
  public void cancel() {
    formed.completeExceptionally(new CancellationException("the formation was cancelled"));
  }

  private void attempt(int number) {
    if (formed.isDone()) {
      return;
    }
    var unused =
        askAll(Acceptor::identify)
            .thenCombine(askOthers(Acceptor::identify), this::chooseOrLearn)
            .thenCompose(choice -> choice)
            .whenComplete(
                (configuration, failed) -> {
                  if (failed == null && configuration.isPresent()) {
                    installEverywhere(configuration.get());
                  } else {
                    Duration pause = backoff.pause(number);
                    timers.schedule(pause, () -> attempt(number + 1));
                  }
                });
  }

  private CompletionStage<Optional<Configuration>> chooseOrLearn(
      List<Answer> answers, List<Identity> told) {
    Optional<Configuration> installed =
        Stream.concat(answers.stream().map(Answer::identity), told.stream())
            .flatMap(identity -> identity.installed().stream())
            .max(Comparator.comparingLong(Configuration::era));
    if (installed.isPresent() || answers.size() < contacts.size()) {
      return CompletableFuture.completedFuture(installed);
    }
    return choose(AcceptorGroup.majority(answers.stream().map(Answer::asMember).toList()));
  }

  /** The write-once change in era 0: whichever configuration wins is the one, for every node. */
  private CompletionStage<Optional<Configuration>> choose(AcceptorGroup group) {
    Configuration before = Configuration.stable(0, group);
    Value first =
        Value.of(
            Configuration.stable(1, group).text().getBytes(StandardCharsets.UTF_8),
            Configuration.MEDIA_TYPE);
    Proposer proposer = new Proposer(ids.get(), before, connector, timers, random, settings);
    return proposer
        .change(
            Key.CONFIGURATION,
            WriteOnce.setting(first),
            Optional.empty(),
            settings.answerTimeout().multipliedBy(4))
        .thenApply(
            outcome ->
                outcome.<Optional<Value>>fold(
                    committed -> committed.state().value(),
                    rejected -> rejected.current().value(),
                    notApplied -> Optional.empty(),
                    unknown -> Optional.empty()))
        .thenApply(chosen -> chosen.map(value -> Configuration.parse(value.utf8())));
  }

  private void installEverywhere(Configuration configuration) {
    var unused =
        askAll(acceptor -> acceptor.install(configuration))
            .thenCombine(
                askOthers(acceptor -> acceptor.install(configuration)),
                (answers, told) -> formed.complete(configuration));
  }

  /** Asks every seed, and waits for those that answer in time. */
  private CompletionStage<List<Answer>> askAll(
      Function<Acceptor, CompletionStage<Identity>> question) {
    return present(
        contacts.stream()
            .map(
                contact ->
                    ask(contact.acceptor(), question)
                        .thenApply(
                            told -> told.map(identity -> new Answer(contact.seed(), identity))))
            .toList());
  }

  /** Asks those that are no seeds, and waits for those that answer in time. */
  private CompletionStage<List<Identity>> askOthers(
      Function<Acceptor, CompletionStage<Identity>> question) {
    return present(others.stream().map(acceptor -> ask(acceptor, question)).toList());
  }

  private static <T> CompletionStage<List<T>> present(List<CompletableFuture<Optional<T>>> asked) {
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());
  }

  private CompletableFuture<Optional<Identity>> ask(
      Acceptor acceptor, Function<Acceptor, CompletionStage<Identity>> question) {
    CompletableFuture<Optional<Identity>> answer = new CompletableFuture<>();
    Timers.Cancellable timeout =
        timers.schedule(settings.answerTimeout(), () -> answer.complete(Optional.empty()));
    var unused =
        question
            .apply(acceptor)
            .whenComplete((identity, failed) -> answer.complete(Optional.ofNullable(identity)));
    return answer.whenComplete((told, failed) -> timeout.cancel());
  }
}
