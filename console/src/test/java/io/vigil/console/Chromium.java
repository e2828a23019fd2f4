package io.vigil.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.RecordFields;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of a real, headless Chromium, spoken to by the DevTools protocol. Everything the browser writes goes into a
 * directory of the test; what the page complains of and what it asks the network for is recorded.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Pattern DEVTOOLS = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");
    private static final long ANSWER_SECONDS = 60;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Process process;
    private final WebSocket socket;

    private Chromium(Process process, int port) throws IOException, InterruptedException {
        this.process = process;
        HttpClient http = HttpClient.newHttpClient();
        this.socket = http.newWebSocketBuilder()
                .buildAsync(pageAddress(http, port), new Receiver())
                .join();
        for (String domain : List.of("Runtime", "Log", "Page", "Network")) {
            send(domain + ".enable", RecordFields.JSON.createObjectNode());
        }
    }

    /** Where a Chromium is on this machine's path. */
    static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts that Chromium with a window of 1920 x 1080, cut off from every network but the loopback. */
    static Chromium start(Path binary, Path directory) throws IOException, InterruptedException {
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
                "--disable-quic",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--remote-debugging-port=0",
                "--window-size=1920,1080",
                "--user-data-dir=" + directory.resolve("profile"),
                "about:blank");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        List<String> told = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            told.add(line);
            Matcher devTools = DEVTOOLS.matcher(line);
            if (devTools.find()) {
                drain(lines);
                return new Chromium(process, Integer.parseInt(devTools.group(1)));
            }
        }
        throw new IOException(binary + " ended with " + process.waitFor() + ": " + String.join("\n", told));
    }

    /** Opens a page. */
    void open(String address) {
        send("Page.navigate", RecordFields.JSON.createObjectNode().put("url", address));
    }

    /** Gives the browser a cookie, as {@code name=value}, for that origin. */
    void setCookie(String origin, String cookie) {
        int equals = cookie.indexOf('=');
        send(
                "Network.setCookie",
                RecordFields.JSON
                        .createObjectNode()
                        .put("url", origin)
                        .put("name", cookie.substring(0, equals))
                        .put("value", cookie.substring(equals + 1)));
    }

    /** Makes the window that large, in pixels. */
    void resize(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                RecordFields.JSON
                        .createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** The value of a JavaScript expression, awaited when it is a promise, as JSON. */
    JsonNode evaluate(String expression) {
        ObjectNode parameters = RecordFields.JSON
                .createObjectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        JsonNode answer = send("Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** The visible text of the first element of that selector, or an empty text. */
    String text(String selector) {
        return evaluate("(e => e?.checkVisibility() ? e.innerText : '')(document.querySelector('" + selector + "'))")
                .asText();
    }

    /** Clicks the first element of that selector. */
    void click(String selector) {
        evaluate("document.querySelector('" + selector + "').click()");
    }

    /** Moves the mouse to a point of the page, in pixels. */
    void moveMouse(double x, double y) {
        send(
                "Input.dispatchMouseEvent",
                RecordFields.JSON
                        .createObjectNode()
                        .put("type", "mouseMoved")
                        .put("x", x)
                        .put("y", y));
    }

    /** Clicks so many times at a point of the page, in pixels. */
    void clickAt(double x, double y, int times) {
        for (int count = 1; count <= times; count++) {
            for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
                send(
                        "Input.dispatchMouseEvent",
                        RecordFields.JSON
                                .createObjectNode()
                                .put("type", type)
                                .put("x", x)
                                .put("y", y)
                                .put("button", type.equals("mouseMoved") ? "none" : "left")
                                .put("clickCount", count));
            }
        }
    }

    /** Types a text into the field of that selector, in place of what is there. */
    void type(String selector, String text) {
        evaluate("(field => {field.focus(); field.select?.()})(document.querySelector('" + selector + "'))");
        send("Input.insertText", RecordFields.JSON.createObjectNode().put("text", text));
    }

    /** Waits until an expression is true, and fails with what the page complained of when it never is. */
    void await(String expression) throws Exception {
        JsonNode seen = Eventually.eventually(() -> evaluate("Boolean(" + expression + ")"), JsonNode::asBoolean);
        if (!seen.asBoolean()) {
            throw new AssertionError(expression + " never held; the page complained of " + complaints);
        }
    }

    /** Presses a key that writes nothing or one character. */
    void press(String key) {
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    RecordFields.JSON.createObjectNode().put("type", type).put("key", key));
        }
    }

    /** Keeps a picture of the page, for the one who looks into a failure. */
    void screenshot(Path file) throws IOException {
        JsonNode answer = send(
                "Page.captureScreenshot", RecordFields.JSON.createObjectNode().put("format", "png"));
        Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
    }

    /** Errors on the browser's console, exceptions and breaches of the content security policy so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every address the page asked for so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        send("Browser.close", RecordFields.JSON.createObjectNode());
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        socket.abort();
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = RecordFields.JSON.createObjectNode();
        message.put("id", id).put("method", method).set("params", parameters);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").intValue());
            if (message.has("error")) {
                answer.completeExceptionally(new IllegalStateException(message.toString()));
            } else {
                answer.complete(message.path("result"));
            }
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> complaints.add(
                    parameters.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "assert").contains(parameters.path("type").asText())) {
                    complaints.add(parameters.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (parameters.path("entry").path("level").asText().equals("error")) {
                    complaints.add(parameters.path("entry").toString());
                }
            }
            case "Network.requestWillBeSent" -> requests.add(
                    parameters.path("request").path("url").asText());
            default -> {
                // other events are of no interest here
            }
        }
    }

    private static URI pageAddress(HttpClient http, int port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        for (JsonNode target : RecordFields.JSON.readTree(
                http.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("the browser shows no page");
    }

    /** A browser whose output nobody reads stops when the pipe is full. */
    private static void drain(BufferedReader lines) {
        Thread thread = new Thread(() -> lines.lines().forEach(line -> {}), "chromium-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts the pieces of messages together. */
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder pieces = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            pieces.append(data);
            if (last) {
                String whole = pieces.toString();
                pieces.setLength(0);
                try {
                    receive(RecordFields.JSON.readTree(whole));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
