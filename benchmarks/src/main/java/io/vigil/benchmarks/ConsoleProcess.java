package io.vigil.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console as it is started by the launcher: a process of its own, with a database of its own, for one run. */
final class ConsoleProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("console: (http://\\S+)");
    private static final Pattern PASSWORD =
            Pattern.compile("console: log in as (\\S+) with the one-time password (\\S+)");

    private final Process process;
    private final String address;
    private final String cookie;

    private ConsoleProcess(Process process) throws IOException, InterruptedException {
        this.process = process;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        address = found(lines, ADDRESS).group(1);
        Matcher login = found(lines, PASSWORD);
        cookie = login(address, login.group(1), login.group(2));
    }

    /** Starts it with its files in that folder and logs its first user in. */
    static ConsoleProcess start(String classPath, String bootstrap, Path folder)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        "io.vigil.console.ConsoleMain",
                        "--bootstrap",
                        bootstrap,
                        "--port",
                        "0",
                        "--data",
                        folder.toString(),
                        "--trial",
                        "--exit-with-parent")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new ConsoleProcess(process);
        } catch (IOException | InterruptedException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    /** Where its page is. */
    String address() {
        return address;
    }

    /** The cookie of the user who is logged in, as {@code name=value}. */
    String cookie() {
        return cookie;
    }

    /** What it tells Prometheus. */
    String metrics() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Matcher found(BufferedReader lines, Pattern wanted) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = wanted.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
        }
        throw new IOException("the console ended before it said " + wanted);
    }

    private static String login(String address, String name, String password) throws IOException, InterruptedException {
        ObjectNode body =
                new ObjectMapper().createObjectNode().put("name", name).put("password", password);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/login"))
                .header("X-Vigil-Csrf", "none")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .orElseThrow(() -> new IOException("the console lets nobody in: " + response.body()));
    }
}
