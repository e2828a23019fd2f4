package io.vigil.simulators.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new SimulateCommand())
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void writesFramesTruthAndControlFiles() throws IOException {
        int code = run(
                "--scenario",
                "builtin:demo",
                "--hours",
                "1",
                "--vehicles",
                "30",
                "--vessels",
                "10",
                "--out",
                folder.toString());

        List<String> hex = Files.readAllLines(folder.resolve("jt808.hex"));
        List<String> nmea = Files.readAllLines(folder.resolve("ais.nmea"));
        assertThat(code).isZero();
        assertThat(hex).hasSizeGreaterThan(3000).allMatch(line -> line.matches("\\S+Z 7e[0-9a-f]*"));
        assertThat(hex).anyMatch(line -> line.substring(25).startsWith("7e0704"));
        assertThat(nmea).hasSizeGreaterThan(500).allMatch(line -> line.matches("\\\\[gs]:[^\\\\]*\\\\!AIVDM,.*"));
        assertThat(Files.readAllLines(folder.resolve("registry.jsonl"))).hasSize(40);
        assertThat(Files.readString(folder.resolve("scenario.yaml"))).contains("vehicles: 30");
        assertThat(Files.readString(folder.resolve("truth.jsonl"))).contains("\"label\":\"true\"");
        assertThat(folder.resolve("zones.geojson")).isNotEmptyFile();
        assertThat(folder.resolve("routes.geojson")).isNotEmptyFile();
    }

    @Test
    void wrongUseIsToldInOneLineWithExitCode2() {
        assertThat(run("--hours", "3")).isEqualTo(2);
        assertThat(run("--out", "x", "--noise", "loud")).isEqualTo(2);
        assertThat(run("--out", "x", "--start", "noon")).isEqualTo(2);
        assertThat(run("--out", "x", "--vehicles", "-1")).isEqualTo(2);
        assertThat(run("--out", "x", "--speed", "0")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("say where to")
                .contains("--noise=loud must be none or default")
                .contains("--start=noon is not a time")
                .contains("--vehicles=-1 must be 0 to 20000")
                .contains("--speed=0.0 must be above 0");
    }
}
