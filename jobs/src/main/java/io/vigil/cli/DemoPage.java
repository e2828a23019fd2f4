package io.vigil.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The console as a process of its own; it ends when this one does, since it reads our end of its standard input. */
final class DemoPage implements AutoCloseable {
    private static final String MAIN = "io.vigil.console.ConsoleMain";

    private final Process process;

    private DemoPage(Process process) {
        this.process = process;
    }

    /** Starts it with its data in that folder; what it says of its address goes to {@code err}, its log beside ours. */
    static DemoPage start(String bootstrap, int port, Path folder, PrintWriter err) throws IOException {
        String classPath = System.getProperty("vigil.console.classpath", "");
        if (classPath.isEmpty()) {
            throw new WrongUseException("the page needs the launcher: start with ./vigil demo, or use --headless");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                classPath,
                MAIN));
        command.addAll(List.of("--bootstrap", bootstrap, "--port", Integer.toString(port)));
        Path run = RunFolder.create();
        command.addAll(List.of(
                "--data",
                folder.toString(),
                "--programs",
                run.resolve("postgres").toString()));
        command.addAll(List.of("--trial", "--exit-with-parent"));
        Path log = run.resolve("console.log");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        Thread lines = new Thread(() -> copyLines(process, err), "page-output");
        lines.setDaemon(true);
        lines.start();
        return new DemoPage(process);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static void copyLines(Process process, PrintWriter err) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                err.println(line);
                err.flush();
            }
        } catch (IOException ended) {
            // The process is gone; the demo goes on without its page until it is stopped.
        }
    }
}
