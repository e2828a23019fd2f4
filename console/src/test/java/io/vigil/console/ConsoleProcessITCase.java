package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console as a process of its own, as the launcher starts it. No broker is there: it must do without. */
class ConsoleProcessITCase {
    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void endProcess() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void saysWhereItIsAndEndsWithItsParent() throws Exception {
        int port = KafkaBroker.freePorts(1).get(0);

        start("--port", Integer.toString(port), "--exit-with-parent");

        assertThat(firstLine()).isEqualTo("console: http://localhost:" + port);
        assertThat(status(port)).isEqualTo(200);

        process.getOutputStream().close();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void takesTheNextFreePortWhenItsOwnIsBusyAndSaysSo() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start("--port", Integer.toString(busy.getLocalPort()), "--exit-with-parent");

            String line = firstLine();

            assertThat(line).matches("console: http://localhost:\\d+ \\(port " + busy.getLocalPort() + " is busy\\)");
            int taken = Integer.parseInt(line.replaceAll(".*localhost:(\\d+) .*", "$1"));
            assertThat(taken).isBetween(busy.getLocalPort() + 1, busy.getLocalPort() + 50);
            assertThat(status(taken)).isEqualTo(200);
        }
    }

    @Test
    void refusesABrokenZonesFileWithEveryFaultAndExitsWith3() throws Exception {
        Path zones = Files.writeString(directory.resolve("zones.geojson"), "{}");

        start(
                "--port",
                "0",
                "--zones",
                zones.toString(),
                "--routes",
                directory.resolve("absent").toString());

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(Files.readString(directory.resolve("stderr")))
                .contains("console: " + zones + ": file: has no features")
                .contains("absent: file: cannot be read as JSON");
    }

    @Test
    void endsCleanlyWhenItIsTold() throws Exception {
        start("--port", "0");
        assertThat(firstLine()).startsWith("console: http://localhost:");

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(directory.resolve("stderr"))).doesNotContain("Exception", "ERROR");
    }

    private void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                ConsoleMain.class.getName(),
                "--bootstrap",
                "127.0.0.1:" + KafkaBroker.freePorts(1).get(0),
                "--data",
                directory.resolve("data").toString(),
                "--programs",
                TestDatabase.PROGRAMS.toString(),
                "--trial"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(directory.resolve("stderr").toFile())
                .start();
    }

    private String firstLine() throws IOException {
        Scanner lines = new Scanner(process.getInputStream(), StandardCharsets.UTF_8);
        return lines.hasNextLine() ? lines.nextLine() : Files.readString(directory.resolve("stderr"));
    }

    private static int status(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
