package io.vigil;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.flink.api.common.functions.RichFunction;

/** Which way dependencies run where everything meets. */
@AnalyzeClasses(packages = "io.vigil", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule JOBS_KNOW_NO_COMMAND_LINE = noClasses()
            .that()
            .resideInAnyPackage("io.vigil.jobs..", "io.vigil.feeds..", "io.vigil.rule..", "io.vigil.evaluate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vigil.cli..", "picocli..")
            .because("a cluster runs the jobs without a command line");

    @ArchTest
    static final ArchRule JOBS_KNOW_NO_SIMULATORS = noClasses()
            .that()
            .resideInAnyPackage("io.vigil.jobs..", "io.vigil.cli..", "io.vigil.score..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vigil.simulators..", "io.vigil.console..", "io.vigil.benchmarks..")
            .because("dependencies run one way: simulators and jobs to feeds, feeds to geo-rules");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_HOST = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.vigil.model..", "io.vigil.geo..", "io.vigil.rule..", "io.vigil.evaluate..", "io.vigil.feeds..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "org.slf4j..", "io.vigil.jobs..")
            .because("geo-rules and feeds are plain Java");

    @ArchTest
    static final ArchRule FUNCTIONS_ARE_NAMED = classes()
            .that()
            .implement(RichFunction.class)
            .and()
            .resideInAPackage("io.vigil.jobs..")
            .should()
            .haveSimpleNameEndingWith("Function")
            .because("house style");
}
