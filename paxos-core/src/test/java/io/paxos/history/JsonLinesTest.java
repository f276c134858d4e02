package io.paxos.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void a_write_that_took_effect() {
    assertThat(line(call(Call.Kind.WRITE, "v1"), new Operation.Wrote(4)))
        .isEqualTo(
            "{\"key\":\"7/r/k\",\"client\":\"c\",\"op\":\"write\",\"start\":1,\"end\":2,"
                + "\"outcome\":\"ok\",\"version\":4,\"value\":\"v1\",\"expect\":null}");
  }

  @Test
  void a_read_tells_what_it_saw() {
    assertThat(line(call(Call.Kind.READ, null), new Operation.Saw(3, Optional.of("v"))))
        .contains("\"op\":\"read\"", "\"outcome\":\"ok\",\"version\":3,\"value\":\"v\"");
    assertThat(line(call(Call.Kind.READ, null), new Operation.Saw(0, Optional.empty())))
        .contains("\"version\":0,\"value\":null");
  }

  @Test
  void a_rejected_write_tells_what_it_wanted_and_what_it_saw() {
    Call call =
        new Call(
            1,
            Key.register("k"),
            "c",
            Call.Kind.COMPARE_AND_SET,
            OptionalLong.of(2),
            Optional.of("v1"));
    assertThat(line(call, new Operation.Saw(3, Optional.of("v0"))))
        .contains("\"op\":\"cas\"", "\"outcome\":\"rejected\",\"version\":3,\"value\":\"v1\"")
        .endsWith("\"expect\":2,\"seen\":\"v0\"}");
  }

  @Test
  void nobody_knows_when_an_unknown_outcome_ends() {
    assertThat(line(call(Call.Kind.WRITE, "v1"), new Operation.Maybe()))
        .contains("\"end\":null,\"outcome\":\"unknown\",\"version\":null,\"value\":\"v1\"");
    assertThat(line(call(Call.Kind.DELETE, null), new Operation.NoEffect()))
        .contains("\"op\":\"delete\"", "\"end\":2,\"outcome\":\"none\",\"version\":null");
  }

  @Test
  void any_text_is_quoted() {
    assertThat(line(call(Call.Kind.WRITE, "a\"b\\c\n"), new Operation.Wrote(1)))
        .contains("\"value\":\"a\\\"b\\\\c\\u000a\"");
  }

  private static String line(Call call, Operation.Result result) {
    return JsonLines.of("7", new Operation(call, 1, 2, result));
  }

  private static Call call(Call.Kind kind, @org.jspecify.annotations.Nullable String written) {
    return new Call(
        1, Key.register("k"), "c", kind, OptionalLong.empty(), Optional.ofNullable(written));
  }
}
