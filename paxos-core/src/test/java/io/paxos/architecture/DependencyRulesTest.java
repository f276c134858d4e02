package io.paxos.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Which package may know which, and what the pure ones must do without. */
class DependencyRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.paxos");

  private static final String[] PURE = {
    "io.paxos.quorum",
    "io.paxos.acceptor",
    "io.paxos.proposer",
    "io.paxos.survey",
    "io.paxos.membership",
    "io.paxos.deletion"
  };

  @Test
  void layers_know_only_the_layers_below() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("protocol")
        .definedBy("io.paxos.protocol")
        .layer("register")
        .definedBy("io.paxos.register")
        .layer("spi")
        .definedBy("io.paxos.spi")
        .layer("quorum")
        .definedBy("io.paxos.quorum")
        .layer("acceptor")
        .definedBy("io.paxos.acceptor")
        .layer("proposer")
        .definedBy("io.paxos.proposer")
        .layer("driver")
        .definedBy("io.paxos.driver")
        .layer("survey")
        .definedBy("io.paxos.survey")
        .layer("membership")
        .definedBy("io.paxos.membership")
        .layer("deletion")
        .definedBy("io.paxos.deletion")
        .layer("upkeep")
        .definedBy("io.paxos.driver.upkeep")
        .whereLayer("upkeep")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("driver")
        .mayOnlyBeAccessedByLayers("upkeep")
        .whereLayer("membership")
        .mayOnlyBeAccessedByLayers("upkeep")
        .whereLayer("deletion")
        .mayOnlyBeAccessedByLayers("upkeep")
        .whereLayer("survey")
        .mayOnlyBeAccessedByLayers("membership", "deletion")
        .whereLayer("proposer")
        .mayOnlyBeAccessedByLayers("membership", "driver")
        .whereLayer("acceptor")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("quorum")
        .mayOnlyBeAccessedByLayers("proposer", "membership", "driver")
        .whereLayer("spi")
        .mayOnlyBeAccessedByLayers("acceptor", "driver", "upkeep")
        .whereLayer("register")
        .mayOnlyBeAccessedByLayers("proposer", "driver", "upkeep")
        .check(CLASSES);
  }

  @Test
  void packages_form_no_cycle() {
    SlicesRuleDefinition.slices()
        .matching("io.paxos.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void the_pure_packages_use_no_threads_no_time_no_randomness_and_no_input_or_output() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.time..", "java.io..", "java.net..", "java.nio.file..", "java.util.random..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread.*|java\\.util\\.(Timer|Random).*"
                + "|java\\.util\\.concurrent\\.(.*Execut.*|TimeUnit|locks\\..*|.*Queue)")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }

  @Test
  void the_core_depends_on_nothing_but_java_and_annotations() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("io.paxos..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.paxos..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void nobody_reads_a_wall_clock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.(Clock|Instant|.*DateTime|LocalDate|LocalTime)")
        .check(CLASSES);
  }
}
