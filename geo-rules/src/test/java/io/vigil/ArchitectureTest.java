package io.vigil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the core a pure function. */
@AnalyzeClasses(packages = "io.vigil", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.vigil.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user is two halves of one package");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .because("time arrives with the report or as a deadline; equal input gives equal output");

    @ArchTest
    static final ArchRule NO_RANDOMNESS = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("live, shadow, replay and tests must agree bit for bit");

    @ArchTest
    static final ArchRule NO_INPUT_OUTPUT_IN_RULES = noClasses()
            .that()
            .resideInAnyPackage("io.vigil.rule..", "io.vigil.evaluate..", "io.vigil.geo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.logging..", "java.sql..")
            .because("the evaluator is a pure function");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_READERS = noClasses()
            .that()
            .resideInAnyPackage("io.vigil.model..", "io.vigil.geo..", "io.vigil.rule..", "io.vigil.evaluate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vigil.json..")
            .because("JSON and YAML are at the edge");

    @ArchTest
    static final ArchRule STATICS_ARE_CONSTANTS =
            fields().that().areStatic().should().beFinal().because("a mutable static is a memory that no mover owns");

    @ArchTest
    static final ArchRule RULES_KEEP_NOTHING = fields().that()
            .areDeclaredInClassesThat()
            .implement(io.vigil.rule.Rule.class)
            .should()
            .beFinal()
            .because("what a rule remembers is in the mover's state");

    @ArchTest
    static final ArchRule RULES_ARE_NAMED = classes()
            .that()
            .implement(io.vigil.rule.Rule.class)
            .should()
            .haveSimpleNameEndingWith("Rule")
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .because("house style");
}
