package io.paxos.driver.upkeep;

import static io.paxos.Cast.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Member;
import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** One question to many. */
class GatheringTest {
  private final VirtualTimers timers = new VirtualTimers();
  private final Map<String, CompletableFuture<String>> answers = new HashMap<>();

  @Test
  void it_is_over_as_soon_as_it_is_enough() {
    CompletableFuture<String> result = gather("ABC", told -> told.length() >= 2);
    answer("B");
    assertThat(result).isNotDone();
    answer("A");
    assertThat(result).isCompletedWithValue("BA");
  }

  @Test
  void it_is_over_when_all_have_answered_or_failed_to() {
    CompletableFuture<String> result = gather("ABC", told -> false);
    answer("C");
    Objects.requireNonNull(answers.get("A")).completeExceptionally(new IllegalStateException());
    assertThat(result).isNotDone();
    answer("B");
    assertThat(result).isCompletedWithValue("CB");
  }

  @Test
  void when_time_is_up_it_is_what_was_told_until_then() {
    CompletableFuture<String> result = gather("ABC", told -> false);
    answer("A");
    timers.advance(Duration.ofSeconds(1));
    assertThat(result).isCompletedWithValue("A");
    answer("B");
    assertThat(result).isCompletedWithValue("A");
  }

  @Test
  void when_all_are_waited_for_the_late_get_as_long_again_as_was_enough() {
    CompletableFuture<String> result = gatherAll("ABC", told -> told.length() >= 2);
    timers.advance(Duration.ofMillis(10));
    answer("A");
    timers.advance(Duration.ofMillis(20));
    answer("C");
    assertThat(result).isNotDone();
    timers.advance(Duration.ofMillis(30));
    assertThat(result).isCompletedWithValue("AC");
  }

  @Test
  void when_all_are_waited_for_it_is_over_as_soon_as_they_have_answered() {
    CompletableFuture<String> result = gatherAll("AB", told -> !told.isEmpty());
    timers.advance(Duration.ofMillis(10));
    answer("A");
    answer("B");
    assertThat(result).isCompletedWithValue("AB");
  }

  @Test
  void there_is_nothing_to_wait_for_when_nobody_is_asked_or_nothing_is_needed() {
    assertThat(gather("", told -> false)).isCompletedWithValue("");
    assertThat(gather("ABC", told -> true)).isCompletedWithValue("");
  }

  @Test
  void who_cannot_even_be_asked_has_failed_to_answer() {
    CompletionStage<String> result =
        gather(
            members("AB"),
            member -> {
              throw new IllegalStateException("no way to " + member.id());
            },
            told -> false);
    assertThat(result.toCompletableFuture()).isCompletedWithValue("");
  }

  private void answer(String name) {
    Objects.requireNonNull(answers.get(name)).complete(name);
  }

  private CompletableFuture<String> gather(String names, Predicate<String> enough) {
    return gather(members(names), this::ask, enough).toCompletableFuture();
  }

  private CompletableFuture<String> gatherAll(String names, Predicate<String> enough) {
    return gather(members(names), this::ask, enough, true).toCompletableFuture();
  }

  private CompletionStage<String> ask(Member member) {
    return answers.computeIfAbsent(member.id().name(), id -> new CompletableFuture<>());
  }

  private CompletionStage<String> gather(
      List<Member> members,
      Function<Member, CompletionStage<String>> question,
      Predicate<String> enough) {
    return gather(members, question, enough, false);
  }

  private CompletionStage<String> gather(
      List<Member> members,
      Function<Member, CompletionStage<String>> question,
      Predicate<String> enough,
      boolean waitsForAll) {
    return new Gathering<String, String>(
            "", (told, from, answer) -> told + answer, enough, members.size(), timers, waitsForAll)
        .ask(members, question, Duration.ofSeconds(1));
  }
}
