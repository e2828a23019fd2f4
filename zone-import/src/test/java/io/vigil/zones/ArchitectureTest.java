package io.vigil.zones;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where the large libraries may be touched. The build keeps them out of the other modules altogether. */
@AnalyzeClasses(packages = "io.vigil", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_CRS_KNOWS_GEOTOOLS = noClasses()
            .that()
            .resideOutsideOfPackage("io.vigil.zones.crs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.geotools..", "org.hsqldb..", "javax.measure..", "tech.units..")
            .because("GeoTools is for reference systems alone, and leaks class loaders and threads where jobs run");

    @ArchTest
    static final ArchRule ONLY_READERS_KNOW_SQLITE = noClasses()
            .that()
            .resideOutsideOfPackage("io.vigil.zones.read..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "java.sql..")
            .because("a GeoPackage is one format among others");

    @ArchTest
    static final ArchRule READERS_MEND_NOTHING = noClasses()
            .that()
            .resideInAPackage("io.vigil.zones.read..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vigil.zones.repair..", "io.vigil.zones.crs..")
            .because("what was wrong must reach the report");

    @ArchTest
    static final ArchRule NO_SOCKETS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net..")
            .because("a file that names another place is not followed");

    @ArchTest
    static final ArchRule FREE_OF_CYCLES =
            slices().matching("io.vigil.zones.(*)..").should().beFreeOfCycles();
}
