package io.mesher.writer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mesher.writer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.mesher.writer";

  @ArchTest
  static final ArchRule decisionsKnowNoFramework =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".batch..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.jspecify..", "io.mesher.contracts..", ROOT + ".batch..");

  @ArchTest
  static final ArchRule onlyConsumingKnowsTheStore =
      classes()
          .that()
          .resideInAPackage(ROOT + ".store..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage(ROOT + ".store..", ROOT + ".consume..");

  @ArchTest
  static final ArchRule featuresDoNotGoInCircles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRelayKnowsNoOtherFeature =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".outbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".store..", ROOT + ".consume..", ROOT + ".partition..");
}
