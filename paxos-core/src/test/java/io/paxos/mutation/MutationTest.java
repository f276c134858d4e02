package io.paxos.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.Lineage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The harness itself: what does not fit is told, and what is changed is changed in one world. */
class MutationTest {
  private static final SourceTree TREE = SourceTree.ofTheseClasses();
  private static final String LINEAGE = "io/paxos/protocol/Lineage.java";

  @Test
  void a_mutant_is_read_from_its_patch() {
    Mutant mutant =
        Mutant.parse(
            "name",
            """
            Nine ballots are kept.
            More prose.
            Breaks: R7, pitfall 24
            Caught by: simulation, single steps

            File: io/paxos/protocol/Lineage.java
            - MAX_BALLOTS
            -   = 8;
            + MAX_BALLOTS = 9;
            - horizon < 0
            +
            """);

    assertThat(mutant.title()).isEqualTo("Nine ballots are kept.");
    assertThat(mutant.breaks()).containsExactly("R7", "pitfall 24");
    assertThat(mutant.layers()).containsExactly(Layer.SIMULATION, Layer.SINGLE_STEPS);
    assertThat(mutant.edits())
        .containsExactly(
            new Edit(LINEAGE, " MAX_BALLOTS\n   = 8;", " MAX_BALLOTS = 9;"),
            new Edit(LINEAGE, " horizon < 0", ""));
  }

  @Test
  void a_patch_that_says_too_little_is_refused() {
    assertThatThrownBy(() -> Mutant.parse("name", "A title.\nBreaks: R1\nCaught by: simulation"))
        .hasMessageContaining("name lacks");
    assertThatThrownBy(() -> Mutant.parse("name", "A title.\nCaught by: luck"))
        .hasMessageContaining("no layer \"luck\"");
    assertThatThrownBy(() -> Mutant.parse("name", "A title.\nFile: F.java\n* a"))
        .hasMessageContaining("begins with - or +");
  }

  @Test
  void white_space_does_not_count() {
    assertThat(new Edit("F.java", "f( a,b )", "g()").applyTo("x = f(\n    a, b);"))
        .isEqualTo("x = g();");
  }

  @Test
  void a_fragment_that_is_not_there_exactly_once_does_not_fit() {
    assertThatThrownBy(() -> Mutation.of(lineage("MAX_BALLETS", "0"), TREE))
        .hasMessageContaining("does not fit")
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> Mutation.of(lineage("MAX_BALLOTS", "0"), TREE))
        .hasMessageContaining("does not fit")
        .hasMessageContaining("is ambiguous");
  }

  @Test
  void what_does_not_compile_does_not_fit() {
    assertThatThrownBy(() -> Mutation.of(lineage("MAX_BALLOTS = 8", "MAX_BALLOTS = \"8\""), TREE))
        .hasMessageContaining("does not fit")
        .hasMessageContaining("does not compile");
  }

  @Test
  void a_mutant_changes_its_own_world_and_no_other() throws ReflectiveOperationException {
    String name = Lineage.class.getName();
    Class<?> changed =
        new World(Mutation.of(lineage("MAX_BALLOTS = 8", "MAX_BALLOTS = 9"), TREE)).loadClass(name);
    Class<?> unchanged = new World(Map.of()).loadClass(name);

    assertThat(changed).isNotEqualTo(unchanged).isNotEqualTo(Lineage.class);
    assertThat(changed.getField("MAX_BALLOTS").get(null)).isEqualTo(9);
    assertThat(unchanged.getField("MAX_BALLOTS").get(null)).isEqualTo(8);
  }

  private static Mutant lineage(String original, String broken) {
    return new Mutant(
        "lineage",
        "A title.",
        List.of("R7"),
        List.of(Layer.SIMULATION),
        List.of(new Edit(LINEAGE, original, broken)));
  }
}
