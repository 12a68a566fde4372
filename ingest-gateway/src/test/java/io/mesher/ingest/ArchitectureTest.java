package io.mesher.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mesher.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> SHARED =
      JavaClass.Predicates.resideInAnyPackage(
          "io.mesher.ingest.http..", "io.mesher.ingest.encoding..");

  @ArchTest
  static final ArchRule endpointsDoNotKnowEachOther =
      slices()
          .matching("io.mesher.ingest.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(DescribedPredicate.alwaysTrue(), SHARED);

  @ArchTest
  static final ArchRule decodersAndParsersKnowNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("io.mesher.ingest.encoding..", "io.mesher.ingest.envelope.parser..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "org.apache.kafka..");
}
