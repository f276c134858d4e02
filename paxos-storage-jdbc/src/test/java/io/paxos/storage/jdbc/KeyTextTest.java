package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTextTest {
  @Test
  void a_key_without_control_characters_is_stored_as_it_is() {
    assertThat(KeyText.of(Key.register("a/ é\u0002😀"))).isEqualTo("r/a/ é\u0002😀");
  }

  @Test
  void every_key_comes_back_and_no_stored_text_has_a_zero() {
    for (Key key : randomKeys()) {
      assertThat(KeyText.of(key)).doesNotContain("\u0000");
      assertThat(KeyText.parse(KeyText.of(key))).isEqualTo(key);
    }
  }

  @Test
  void stored_texts_are_ordered_as_the_keys_are() {
    List<Key> keys = randomKeys();
    List<Key> byText = new ArrayList<>(keys);
    keys.sort(Comparator.naturalOrder());
    byText.sort(Comparator.comparing(KeyText::of));
    assertThat(byText).isEqualTo(keys);
  }

  /** Of the few characters that the escape is about, so that many share a beginning. */
  private static List<Key> randomKeys() {
    Random random = new Random(1);
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int left = 1 + random.nextInt(6); left > 0; left--) {
        name.append((char) random.nextInt(4));
      }
      keys.add(Key.register(name.toString()));
    }
    return keys;
  }
}
