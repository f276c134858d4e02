package io.paxos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
  @Test
  void a_media_type_of_the_greatest_length_is_kept() {
    String longest = "x".repeat(Value.MAX_MEDIA_TYPE_LENGTH);
    assertThat(Value.of(new byte[0], longest).mediaType()).isEqualTo(longest);
  }

  /** One that a database cannot store as text would make an acceptor fail, not refuse. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/plain\0", "text/plain\n", "text/\u00e9", "text/\ud83d", "text/\u007f"})
  void a_media_type_that_no_header_can_carry_is_not_one(String mediaType) {
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(new byte[0], mediaType));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Value.of(new byte[0], "x".repeat(Value.MAX_MEDIA_TYPE_LENGTH + 1)));
  }
}
