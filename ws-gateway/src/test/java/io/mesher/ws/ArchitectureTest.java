package io.mesher.ws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(packages = "io.mesher.ws", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theFeedKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage("..ws.feed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ws.access..", "..ws.stream..", "..ws.ingest..", "..ws.problem..");

  @ArchTest
  static final ArchRule accessKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage("..ws.access..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ws.stream..", "..ws.ingest..", "..ws.feed..");

  @ArchTest
  static final ArchRule streamKnowsNothingOfIngest =
      noClasses()
          .that()
          .resideInAPackage("..ws.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..ws.ingest..");

  @ArchTest
  static final ArchRule ingestKnowsNothingOfStreams =
      noClasses()
          .that()
          .resideInAPackage("..ws.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ws.stream..", "..ws.feed..", "..ws.access..");

  @ArchTest
  static final ArchRule pureCodeImportsNoFramework =
      classes()
          .that()
          .haveSimpleName("MessageRing")
          .or()
          .haveSimpleName("RecentIds")
          .or()
          .haveSimpleName("StreamFilter")
          .or()
          .haveSimpleName("ClientMessage")
          .or()
          .haveSimpleName("ProjectRef")
          .or()
          .haveSimpleName("Origins")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "com.fasterxml.jackson..",
              "io.mesher.contracts..",
              "io.mesher.ws.stream..",
              "io.mesher.ws.access..");
}
