package io.vigil.feeds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps decoders functions from bytes to results. */
@AnalyzeClasses(packages = "io.vigil.feeds", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule AIS_KNOWS_NO_JT808 = noClasses()
            .that()
            .resideInAPackage("io.vigil.feeds.ais..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vigil.feeds.jt808..")
            .because("formats share nothing with their neighbours");

    @ArchTest
    static final ArchRule JT808_KNOWS_NO_AIS = noClasses()
            .that()
            .resideInAPackage("io.vigil.feeds.jt808..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vigil.feeds.ais..")
            .because("formats share nothing with their neighbours");

    @ArchTest
    static final ArchRule NO_SOCKETS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net..")
            .because("the gateway owns sockets");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("received time comes with the frame");

    @ArchTest
    static final ArchRule RULES_ARE_NOT_FEEDS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vigil.rule..", "io.vigil.evaluate..")
            .because("a feed knows the words, not what is made of them");

    @ArchTest
    static final ArchRule WIRE_FORMATS_ARE_FREE_OF_CYCLES = slices().matching("io.vigil.feeds.(ais|jt808)..")
            .should()
            .beFreeOfCycles()
            .because("a package that needs its user is two halves of one package");
}
