package io.vigil.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.cli.WrongUseException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of a Chromium without a screen, driven by the browser's own protocol. */
final class HeadlessPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DEVTOOLS = Pattern.compile("DevTools listening on ws://[^:]+:(\\d+)/");
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    private HeadlessPage(Process process, int port) throws IOException, InterruptedException {
        this.process = process;
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        JsonNode targets = JSON.readTree(
                http.send(list, HttpResponse.BodyHandlers.ofString()).body());
        String address = "";
        for (JsonNode target : targets) {
            if (target.path("type").asText().equals("page")) {
                address = target.path("webSocketDebuggerUrl").asText();
            }
        }
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Receiver())
                .join();
    }

    /** Starts the browser that is on the path, with a window of 1920 x 1080 and its files in that folder. */
    static HeadlessPage start(Path folder) throws IOException, InterruptedException {
        Path binary = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new WrongUseException("needs a Chromium on the path (Debian: apt install chromium)"));
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(
                binary.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-precise-memory-info",
                "--remote-debugging-port=0",
                "--window-size=1920,1080",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank");
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher devTools = DEVTOOLS.matcher(line);
            if (devTools.find()) {
                Thread drain = new Thread(() -> lines.lines().forEach(rest -> {}), "browser-output");
                drain.setDaemon(true);
                drain.start();
                return new HeadlessPage(process, Integer.parseInt(devTools.group(1)));
            }
        }
        throw new IOException(binary + " ended with " + process.waitFor());
    }

    /** Opens an address with a cookie, as {@code name=value}. */
    void open(String address, String cookie) {
        int equals = cookie.indexOf('=');
        ObjectNode given = JSON.createObjectNode().put("url", address);
        send(
                "Network.setCookie",
                given.put("name", cookie.substring(0, equals)).put("value", cookie.substring(equals + 1)));
        send("Page.navigate", JSON.createObjectNode().put("url", address));
    }

    /** Waits until an expression is true. */
    void await(String expression) throws InterruptedException, IOException {
        for (int i = 0; i < PATIENCE_SECONDS * 5; i++) {
            if (evaluate("Boolean(" + expression + ")").asBoolean()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException(expression + " was never true");
    }

    /** The value of an expression. */
    JsonNode evaluate(String expression) {
        ObjectNode parameters =
                JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
        return send("Runtime.evaluate", parameters).path("result").path("value");
    }

    /** Clicks on what a CSS selector names, once it is there. */
    void click(String selector) throws InterruptedException, IOException {
        await("document.querySelector('" + selector + "')");
        evaluate("document.querySelector('" + selector + "').click()");
    }

    /** Writes into a field and says that it has changed. */
    void type(String selector, String text) {
        evaluate("(() => { const field = document.querySelector('" + selector + "'); field.value = "
                + JSON.getNodeFactory().textNode(text) + "; field.dispatchEvent(new Event('input')); })()");
    }

    /** Presses and releases the mouse so many times at a point of the page, in pixels. */
    void clickAt(double x, double y, int times) {
        for (int count = 1; count <= times; count++) {
            for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
                send(
                        "Input.dispatchMouseEvent",
                        JSON.createObjectNode()
                                .put("type", type)
                                .put("x", x)
                                .put("y", y)
                                .put("button", type.equals("mouseMoved") ? "none" : "left")
                                .put("clickCount", count));
            }
        }
    }

    /** Keeps a picture of the page. */
    void screenshot(Path file) throws IOException {
        JsonNode answer = send("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
        Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        send("Browser.close", JSON.createObjectNode());
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        socket.abort();
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Puts the pieces of answers together. */
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            pieces.append(data);
            if (last) {
                take(pieces.toString());
                pieces.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                CompletableFuture<JsonNode> answer =
                        answers.remove(message.path("id").asInt());
                if (answer != null) {
                    answer.complete(message.path("result"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
