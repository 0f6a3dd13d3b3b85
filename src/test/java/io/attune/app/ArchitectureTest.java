package io.attune.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows that ARCHITECTURE.md draws. */
class ArchitectureTest {
  private static final JavaClasses ATTUNE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.attune");

  @Test
  void modulesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engine")
        .definedBy(
            "io.attune.space..",
            "io.attune.trial..",
            "io.attune.analysis..",
            "io.attune.search..",
            "io.attune.sweep..",
            "io.attune.store..",
            "io.attune.run..")
        .layer("exchange")
        .definedBy("io.attune.exchange..")
        .layer("tracker-ui")
        .definedBy("io.attune.ui..")
        .layer("experiments")
        .definedBy("io.attune.experiments..")
        .layer("application")
        .definedBy("io.attune.app..")
        .whereLayer("engine")
        .mayNotAccessAnyLayer()
        .whereLayer("exchange")
        .mayOnlyAccessLayers("engine")
        .whereLayer("tracker-ui")
        .mayOnlyAccessLayers("engine")
        .whereLayer("experiments")
        .mayOnlyAccessLayers("engine")
        .whereLayer("application")
        .mayNotBeAccessedByAnyLayer()
        .check(ATTUNE);
  }

  @Test
  void enginePackagesFormOneChain() {
    List<String> chain = List.of("space", "trial", "search", "sweep", "store", "run");
    for (int i = 0; i < chain.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage("io.attune." + chain.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(chain.subList(i + 1, chain.size())))
          .check(ATTUNE);
    }
  }

  @Test
  void analysisReadsSpaceAndTrialOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.attune.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(List.of("search", "sweep", "store", "run")))
        .check(ATTUNE);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> "io.attune." + name + "..").toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "java.sql..,                 store exchange.optuna",
    "org.jdbi..,                 store",
    "org.flywaydb..,             store",
    "org.yaml..,                 sweep",
    "io.javalin..,               ui",
    "ai.djl..,                   experiments",
    "picocli..,                  app",
    "org.sqlite..,               exchange.optuna",
    "com.google.protobuf..,      exchange.tensorboard",
    "org.apache.commons.math3.., space search analysis"
  })
  void eachLibraryHasOneDoor(String library, String doors) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(List.of(doors.split(" "))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(ATTUNE);
  }

  @Test
  void trainersSeeTheRunnerAndTheSpaceButNeverTheStore() {
    noClasses()
        .that()
        .resideInAPackage("io.attune.experiments..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.attune.store..", "io.attune.sweep..", "io.attune.search..")
        .check(ATTUNE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.attune.(**)").should().beFreeOfCycles().check(ATTUNE);
  }

  @Test
  void everyPackageIsCheckedForNull() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(ATTUNE);
  }
}
