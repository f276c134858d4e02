package io.paxos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Operation.Maybe;
import io.paxos.history.Operation.NoEffect;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import io.paxos.protocol.Key;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Histories of one register, told in one line each. */
class LinearizabilityTest {
  private static final Key KEY = Key.register("k");
  private static final long NEVER = Long.MAX_VALUE;

  @Test
  void operations_one_after_the_other_are_linearizable() {
    assertFine(
        read(0, 1, 0, ""),
        write("x", 2, 3, new Wrote(1)),
        compareAndSet(1, "y", 4, 5, new Wrote(2)),
        compareAndSet(1, "z", 6, 7, new Saw(2, Optional.of("y"))),
        delete(8, 9, new Wrote(3)),
        delete(10, 11, new Saw(3, Optional.empty())),
        read(12, 13, 3, ""),
        write("w", 14, 15, new Wrote(4)),
        write("v", 16, 17, new NoEffect()),
        read(18, 19, 4, "w"));
  }

  @Test
  void a_read_that_goes_back_is_found() {
    assertFound(
        "older",
        write("x", 0, 1, new Wrote(1)),
        write("y", 2, 9, new Wrote(2)),
        read(3, 4, 2, "y"),
        read(5, 6, 1, "x"));
  }

  @Test
  void a_write_below_what_was_seen_before_it_is_found() {
    assertFound("older", write("x", 0, 1, new Wrote(2)), write("y", 2, 3, new Wrote(1)));
  }

  @Test
  void a_write_at_a_revision_that_was_seen_before_it_began_is_found() {
    assertFound("older", read(0, 1, 1, "x"), write("x", 2, 3, new Wrote(1)));
  }

  @Test
  void two_writes_of_one_revision_are_found() {
    assertFound("same revision", write("x", 0, 9, new Wrote(1)), write("y", 0, 9, new Wrote(1)));
  }

  @Test
  void two_values_of_one_revision_are_found() {
    assertFound("another value", write("x", 0, 9, new Wrote(1)), read(1, 2, 1, "y"));
    assertFound(
        "another value",
        write("x", 0, NEVER, new Maybe()),
        write("y", 0, NEVER, new Maybe()),
        read(1, 2, 1, "x"),
        read(1, 2, 1, "y"));
    assertFound(
        "another value",
        write("x", 0, 9, new Wrote(1)),
        delete(0, 9, new Saw(1, Optional.empty())));
  }

  @Test
  void a_value_at_the_beginning_is_found() {
    assertFound("beginning", read(0, 1, 0, "x"));
    assertFound("cannot have made", write("x", 0, 1, new Wrote(0)));
  }

  @Test
  void a_register_may_be_born_over_a_floor() {
    List<Operation> history = List.of(read(0, 1, 7, ""), write("x", 2, 3, new Wrote(8)));
    assertThat(Linearizability.violation(history, 7)).isEmpty();
    assertThat(Linearizability.violation(history, 8)).isNotEmpty();
    assertThat(Linearizability.violation(history, 0)).isNotEmpty();
  }

  @Test
  void a_compare_and_set_that_found_something_else_is_found() {
    assertFound(
        "expected",
        write("x", 0, 1, new Wrote(1)),
        write("y", 2, 3, new Wrote(2)),
        compareAndSet(1, "z", 4, 5, new Wrote(3)));
  }

  @Test
  void a_compare_and_set_that_was_rejected_by_what_it_expected_is_found() {
    assertFound(
        "should have been applied",
        write("x", 0, 1, new Wrote(1)),
        compareAndSet(1, "y", 2, 3, new Saw(1, Optional.of("x"))));
  }

  @Test
  void a_delete_that_found_nothing_where_something_was_is_found() {
    assertFound(
        "deleted nothing",
        write("x", 0, 1, new Wrote(1)),
        delete(2, 3, new Saw(1, Optional.of("x"))));
  }

  @Test
  void a_delete_of_nothing_is_found() {
    assertFound("both empty", delete(0, 1, new Wrote(1)));
    assertFound(
        "both empty",
        write("x", 0, 1, new Wrote(1)),
        delete(2, 3, new Wrote(2)),
        delete(4, 5, new Wrote(3)));
  }

  @Test
  void a_write_in_doubt_may_explain_what_was_seen() {
    assertFine(write("x", 0, 1, new Maybe()), read(2, 3, 1, "x"));
    assertFine(write("x", 0, 1, new Maybe()), read(2, 3, 0, ""), read(4, 5, 1, "x"));
  }

  @Test
  void a_value_that_nobody_wrote_is_found() {
    assertFound("cannot be there", write("y", 0, 1, new Maybe()), read(2, 3, 1, "x"));
    assertFound(
        "cannot be there",
        write("y", 0, 1, new Maybe()),
        write("x", 0, 1, new NoEffect()),
        read(2, 3, 1, "x"));
  }

  @Test
  void a_write_in_doubt_that_is_seen_at_two_revisions_is_found() {
    assertFound(
        "cannot be there",
        write("x", 0, 1, new Maybe()),
        write("y", 0, 1, new Maybe()),
        read(2, 3, 1, "x"),
        read(4, 5, 2, "x"));
  }

  @Test
  void a_write_in_doubt_that_began_after_its_revision_was_known_is_found() {
    assertFound("cannot be there", read(0, 1, 1, "x"), write("x", 2, NEVER, new Maybe()));
    assertFound("has no write", write("x", 0, 1, new Wrote(2)), write("y", 2, NEVER, new Maybe()));
  }

  @Test
  void a_hole_needs_a_write_of_its_own() {
    assertFine(write("x", 0, 9, new Maybe()), write("y", 0, 9, new Wrote(2)));
    assertFound("but writes for", write("x", 0, 9, new Maybe()), write("y", 0, 9, new Wrote(3)));
    assertFound(
        "has no write",
        write("x", 0, 9, new Maybe()),
        write("y", 0, 9, new Wrote(2)),
        write("z", 12, NEVER, new Maybe()),
        write("w", 10, 11, new Wrote(4)),
        compareAndSet(1, "v", 0, NEVER, new Maybe()));
  }

  @Test
  void a_compare_and_set_explains_one_revision_only() {
    assertFine(
        compareAndSet(0, "x", 0, 1, new Maybe()),
        compareAndSet(1, "y", 0, 1, new Maybe()),
        write("z", 2, 3, new Wrote(3)));
    assertFound(
        "has no write",
        compareAndSet(1, "x", 0, 1, new Maybe()),
        compareAndSet(1, "y", 0, 1, new Maybe()),
        write("z", 2, 3, new Wrote(3)));
    assertFound(
        "cannot be there",
        compareAndSet(1, "x", 0, 1, new Maybe()),
        write("z", 0, 1, new Maybe()),
        read(2, 3, 1, "x"));
  }

  @Test
  void a_plain_write_is_left_for_the_hole_that_no_compare_and_set_explains() {
    assertFine(
        write("x", 0, 1, new Maybe()),
        compareAndSet(0, "y", 0, 1, new Maybe()),
        write("z", 2, 3, new Wrote(3)));
  }

  @Test
  void what_was_seen_empty_was_deleted() {
    assertFine(write("x", 0, 1, new Wrote(1)), delete(2, 3, new Maybe()), read(4, 5, 2, ""));
    assertFound(
        "has no write",
        write("x", 0, 1, new Wrote(1)),
        write("y", 2, 3, new Maybe()),
        read(4, 5, 2, ""));
  }

  @Test
  void no_two_deletes_in_doubt_follow_each_other() {
    Operation first = write("x", 0, 1, new Wrote(1));
    Operation delete = delete(2, NEVER, new Maybe());
    Operation again = delete(2, NEVER, new Maybe());
    Operation last = write("z", 4, 5, new Wrote(4));
    assertFound("has no write", first, delete, again, last);
    assertFine(first, delete, write("y", 2, NEVER, new Maybe()), last);
    assertFound("has no write", first, delete, again, delete(6, 7, new Wrote(4)));
    assertFound("has no write", delete, write("y", 2, 3, new Wrote(2)));
  }

  @Test
  void deletes_are_spread_over_the_holes_that_they_fit() {
    assertFine(
        write("x", 0, 1, new Wrote(1)),
        delete(2, NEVER, new Maybe()),
        delete(2, NEVER, new Maybe()),
        write("y", 2, NEVER, new Maybe()),
        write("z", 4, 5, new Wrote(5)));
  }

  @Test
  void a_switch_is_set_where_it_began() {
    Call late =
        new Call(
            1,
            Key.writeOnce("s"),
            "c",
            Call.Kind.COMPARE_AND_SET,
            OptionalLong.of(0),
            Optional.of("x"));
    Operation won = new Operation(late, 0, 1, new Wrote(1));
    assertThat(Linearizability.violation(List.of(won))).isEmpty();
    Operation twice = new Operation(late, 0, 1, new Wrote(2));
    assertThat(Linearizability.violation(List.of(won, twice))).isNotEmpty();
  }

  @Test
  void every_register_of_a_run_is_checked_at_its_end() {
    Traces traces = new Traces(Story.configuration(), 0);
    Linearizability checker = new Linearizability(new Findings(), traces);
    for (Operation operation : List.of(write("x", 0, 9, new Wrote(1)), read(0, 9, 1, "y"))) {
      traces.returned(operation);
      checker.returned(operation);
    }
    assertThat(checker.violation()).isEmpty();
    checker.ended();
    assertThat(checker.violation()).isPresent();
  }

  @Test
  void a_call_that_never_returned_may_have_taken_effect() {
    Story story = new Story();
    Call x = story.write("x");
    story.prepared(Story.p(1), Story.A, Story.B).applied(x, 0, "");
    story.accepted(Story.p(1), Story.state(1, "x", Story.p(1)), Story.A, Story.B);
    story.saw(story.read(), 1, "x").ended();
    assertThat(story.violation()).isEmpty();
  }

  private static void assertFine(Operation... history) {
    assertThat(Linearizability.violation(List.of(history))).isEmpty();
  }

  private static void assertFound(String what, Operation... history) {
    assertThat(Linearizability.violation(List.of(history)))
        .hasValueSatisfying(found -> assertThat(found).contains(what));
  }

  private static Operation read(long start, long end, long revision, String value) {
    return operation(
        Call.Kind.READ,
        -1,
        "",
        start,
        end,
        new Saw(revision, Optional.of(value).filter(v -> !v.isEmpty())));
  }

  private static Operation write(String value, long start, long end, Operation.Result result) {
    return operation(Call.Kind.WRITE, -1, value, start, end, result);
  }

  private static Operation compareAndSet(
      long expect, String value, long start, long end, Operation.Result result) {
    return operation(Call.Kind.COMPARE_AND_SET, expect, value, start, end, result);
  }

  private static Operation delete(long start, long end, Operation.Result result) {
    return operation(Call.Kind.DELETE, -1, "", start, end, result);
  }

  private static Operation operation(
      Call.Kind kind, long expect, String value, long start, long end, Operation.Result result) {
    OptionalLong expected = expect < 0 ? OptionalLong.empty() : OptionalLong.of(expect);
    Optional<String> written = Optional.of(value).filter(v -> !v.isEmpty());
    return new Operation(new Call(0, KEY, "c", kind, expected, written), start, end, result);
  }
}
