package io.mesher.admission;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.mesher.admission",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.mesher.admission";

  @ArchTest
  static final ArchRule pureCodeKnowsNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".scan..", ROOT + ".sampling..", ROOT + ".refusal..", ROOT + ".load..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule featuresAreJoinedAtTheDoorOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule credentialsKnowNoOtherFeature =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".credential..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".limit..",
              ROOT + ".publish..",
              ROOT + ".outcome..",
              ROOT + ".load..",
              ROOT + ".scan..");

  @ArchTest
  static final ArchRule publishingKnowsNoOtherFeature =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".publish..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".limit..",
              ROOT + ".credential..",
              ROOT + ".outcome..",
              ROOT + ".load..",
              ROOT + ".scan..");
}
