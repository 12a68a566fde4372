package io.mesher.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mesher.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** What every feature stands on. */
  private static final String[] GROUND = {
    "io.mesher.api.problem..",
    "io.mesher.api.web..",
    "io.mesher.api.access..",
    "io.mesher.api.sql..",
    "io.mesher.api.removal..",
    "io.mesher.api.outbox..",
    "io.mesher.api.mail.."
  };

  @ArchTest
  static final ArchRule featuresDoNotImportEachOther =
      slices()
          .matching("io.mesher.api.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.<JavaClass>alwaysTrue(),
              JavaClass.Predicates.resideInAnyPackage(GROUND));

  @ArchTest
  static final ArchRule theGroundDoesNotKnowTheFeatures =
      noClasses()
          .that()
          .resideInAnyPackage(GROUND)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.mesher.api..")
                  .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(GROUND))));

  @ArchTest
  static final ArchRule nothingOfWritersOrGatewaysIsUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.mesher.writer..",
              "io.mesher.ingest..",
              "io.mesher.processor..",
              "io.mesher.ws..");
}
