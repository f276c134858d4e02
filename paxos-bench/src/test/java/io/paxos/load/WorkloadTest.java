package io.paxos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void the_same_seed_gives_the_same_operations_and_another_seed_others() {
    assertThat(operations(1)).isEqualTo(operations(1)).isNotEqualTo(operations(2));
  }

  @Test
  void the_mix_is_kept() {
    assertThat(operations(1).stream().filter(operation -> operation.kind() == Kind.CAS).count())
        .isCloseTo(1000, within(150L));
  }

  @Test
  void zipf_draws_a_number_as_often_as_its_weight_says() {
    int[] drawn = drawn(1.0);
    // The weights of ten numbers are 1, 1/2, 1/3 … 1/10, which are 2.929 together.
    assertThat(drawn[0]).isCloseTo(34_142, within(800));
    assertThat(drawn[1]).isCloseTo(17_071, within(600));
    assertThat(drawn[9]).isCloseTo(3_414, within(300));
  }

  @Test
  void zipf_without_skew_draws_all_equally_often() {
    for (int count : drawn(0)) {
      assertThat(count).isCloseTo(10_000, within(500));
    }
  }

  private static int[] drawn(double exponent) {
    Zipf zipf = new Zipf(10, exponent);
    SplittableRandom random = new SplittableRandom(42);
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[zipf.next(random)]++;
    }
    return counts;
  }

  private static List<Operation> operations(long seed) {
    Workload workload = new Workload(Mix.parse("read=80,cas=20"), 100, 0.9, 10, seed, "test");
    Supplier<Operation> source = workload.operations();
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      operations.add(source.get());
    }
    return operations;
  }
}
