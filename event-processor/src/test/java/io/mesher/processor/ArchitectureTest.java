package io.mesher.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

@AnalyzeClasses(
    packages = "io.mesher.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.mesher.processor.";

  @ArchTest
  static final ArchRule groupingImportsNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage(ROOT + "grouping")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + "grouping", "java..", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule pureStepsKnowNoFramework =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "intake")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.smallrye..",
              "jakarta..",
              "org.eclipse.microprofile..",
              "org.apache.kafka..",
              "io.micrometer..",
              "org.jboss..");

  @ArchTest
  static final ArchRule stepsDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "decode",
              ROOT + "normalise",
              ROOT + "scrub",
              ROOT + "title",
              ROOT + "grouping")
          .should(
              new ArchCondition<>("depend on another step") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
                      .filter(
                          d -> !d.getTargetClass().getPackageName().equals(type.getPackageName()))
                      .forEach(
                          d -> events.add(SimpleConditionEvent.satisfied(d, d.getDescription())));
                }
              });
}
