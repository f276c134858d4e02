package io.paxos.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every mutant is caught by the layer that its file names first, and the code as it is by none.
 *
 * <p>{@code -Dpaxos.mutants=lineage} hunts only those with this in their names; {@code
 * -Dpaxos.mutants.all-layers} asks every layer about each of them. What was found is left in {@code
 * target/mutants.md}.
 */
class MutantsTest {
  private static final String ONLY = System.getProperty("paxos.mutants", "");
  private static final boolean ALL_LAYERS = System.getProperty("paxos.mutants.all-layers") != null;
  private static final SourceTree TREE = SourceTree.ofTheseClasses();
  private static final ExecutorService HUNTERS =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private static final Map<String, Hunted> HUNTED = new ConcurrentSkipListMap<>();

  @TestFactory
  Stream<DynamicTest> the_code_as_it_is_passes_every_layer_with_the_same_budget() {
    return Stream.of(Layer.values())
        .map(
            layer ->
                later(
                    layer.toString(),
                    () -> layer.hunt(new World(Map.of())),
                    caught -> assertThat(caught).isEmpty()))
        .toList()
        .stream();
  }

  @TestFactory
  Stream<DynamicTest> every_mutant_is_caught() {
    return TREE.mutants().stream()
        .filter(mutant -> mutant.name().contains(ONLY))
        .map(mutant -> later(mutant.name(), () -> hunt(mutant), MutantsTest::requireCaught))
        .toList()
        .stream();
  }

  @AfterAll
  static void report() throws IOException {
    HUNTERS.shutdownNow();
    String report = MutantReport.of(HUNTED.values());
    Files.createDirectories(TREE.target());
    Files.writeString(TREE.target().resolve("mutants.md"), report);
    System.out.println(report);
  }

  private static Hunted hunt(Mutant mutant) {
    Map<String, byte[]> classes = Mutation.of(mutant, TREE);
    List<Layer> layers = ALL_LAYERS ? List.of(Layer.values()) : mutant.layers().subList(0, 1);
    List<Catch> catches = new ArrayList<>();
    for (Layer layer : layers) {
      Optional<Catch> caught = layer.hunt(new World(classes));
      caught.ifPresent(catches::add);
    }
    Hunted hunted = new Hunted(mutant, catches);
    HUNTED.put(mutant.name(), hunted);
    return hunted;
  }

  private static void requireCaught(Hunted hunted) {
    List<Layer> promised =
        ALL_LAYERS ? hunted.mutant().layers() : hunted.mutant().layers().subList(0, 1);
    assertThat(hunted.catches())
        .as("%s is caught", hunted.mutant().title())
        .extracting(Catch::layer)
        .containsAll(promised);
  }

  /** Begins at once, and is a test that waits for the end of it. */
  private static <T> DynamicTest later(String name, Callable<T> work, Consumer<T> check) {
    Future<T> result = HUNTERS.submit(work);
    return dynamicTest(name, () -> check.accept(result.get()));
  }
}
