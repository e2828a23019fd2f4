package io.vigil.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.cli.VigilCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code zones import} where all modules meet: on the class path of the launcher. */
class ZonesImportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return VigilCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void importsOutOfAChineseSystemWhatCheckFindsGood() throws Exception {
        Path in = Files.writeString(
                folder.resolve("in.wkt"), "POLYGON ((500000 4320000, 501000 4320000, 501000 4321000, 500000 4321000))");
        Path zones = folder.resolve("zones.geojson");

        int imported = run("zones", "import", in.toString(), "--crs", "EPSG:4548", "--out", zones.toString());
        int checked = run("zones", "check", zones.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(imported).isZero();
        assertThat(checked).isZero();
        assertThat(out.toString()).contains("closed over 1000.0 m", "longitude 117.0000 to 117.0115", "good, 1 zones");
    }

    @Test
    void endsWithThreeAndOneLineAFaultOnBadInput() throws Exception {
        Path in = Files.writeString(folder.resolve("in.csv"), "name,lon,lat\na,117,38\nb,217,x\n");

        int exit = run(
                "zones",
                "import",
                in.toString(),
                "--out",
                folder.resolve("zones.geojson").toString());

        assertThat(exit).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(3).last().isEqualTo("vigil: 2 faults in the input");
        assertThat(folder.resolve("zones.geojson")).doesNotExist();
    }

    @Test
    void endsWithTwoOnWrongUse() {
        assertThat(run("zones", "import")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("--out");
    }

    @Test
    void listsItselfBelowZones() {
        CommandLine zones = VigilCommand.commandLine().getSubcommands().get("zones");

        assertThat(zones.getSubcommands()).containsOnlyKeys("check", "import");
    }
}
