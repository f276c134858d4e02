package io.paxos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTest {
  private static final List<Key.Kind> KINDS = List.of(Key.Kind.values());

  @Test
  void keys_sort_by_the_unsigned_bytes_of_their_utf_8() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      Key left = Key.of(randomKind(random), randomName(random));
      Key right = Key.of(randomKind(random), randomName(random));
      int byBytes = Arrays.compareUnsigned(utf8(left), utf8(right));
      assertThat(Integer.signum(left.compareTo(right)))
          .as("%s and %s", left, right)
          .isEqualTo(Integer.signum(byBytes));
    }
  }

  @Test
  void a_name_is_1_to_1024_bytes_of_utf_8() {
    assertThat(Key.register("x".repeat(1024)).name()).hasSize(1024);
    assertThat(Key.register("é".repeat(512)).name()).hasSize(512);
    assertThatThrownBy(() -> Key.register("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Key.register("x".repeat(1025)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 1024 bytes of UTF-8, this one is 1025");
    assertThatThrownBy(() -> Key.register("é".repeat(513)))
        .hasMessageContaining("this one is 1026");
    for (int character : new int[] {0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000}) {
      String tooLong = Character.toString(character).repeat(1025);
      int bytes = tooLong.getBytes(StandardCharsets.UTF_8).length;
      assertThatThrownBy(() -> Key.register(tooLong)).hasMessageContaining("this one is " + bytes);
    }
  }

  @Test
  void half_of_a_surrogate_pair_is_not_a_character() {
    for (String half : new String[] {"a\ud800b", "\ud800", "\udfff", "\udc00\ud800"}) {
      assertThatThrownBy(() -> Key.register(half))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("surrogate");
    }
  }

  @Test
  void any_other_character_is_allowed_and_survives_the_text_form() {
    for (String name : new String[] {"a/b", "//", " ", "%25", "\u0000", "é", "😀", "r/x", "\n"}) {
      for (Key key : new Key[] {Key.register(name), Key.writeOnce(name)}) {
        assertThat(Key.parse(key.text())).isEqualTo(key);
      }
    }
  }

  @Test
  void kinds_do_not_overlap() {
    assertThat(Key.register("x").text()).isNotEqualTo(Key.writeOnce("x").text());
    assertThatThrownBy(() -> Key.parse("x/y")).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] utf8(Key key) {
    return key.text().getBytes(StandardCharsets.UTF_8);
  }

  private static Key.Kind randomKind(Random random) {
    return KINDS.get(random.nextInt(KINDS.size()));
  }

  private static String randomName(Random random) {
    int[] alphabet = {'a', 'b', 0x7f, 0xe9, 0x7ff, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    StringBuilder name = new StringBuilder();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      name.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return name.toString();
  }
}
