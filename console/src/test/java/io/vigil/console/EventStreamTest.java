package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.console.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final EventStream.Listener ALL =
            new EventStream.Listener("", Scope.EVERYWHERE, UnaryOperator.identity());
    private final EventStream stream = new EventStream();

    @Test
    void greetsAndThenHandsOnWhatComes() throws InterruptedException {
        StreamClient client = stream.join(null, ALL).orElseThrow();
        stream.publishNumbered("warning", Set.of(), "{\"n\":1}");
        stream.publish("position", scope -> "{\"rows\":[]}");

        assertThat(client.next()).contains("event: hello", "\"resumed\":false", "retry: 2000");
        assertThat(client.next()).contains("event: warning\nid: ", "data: {\"n\":1}\n\n");
        assertThat(client.next()).isEqualTo("event: position\ndata: {\"rows\":[]}\n\n");
    }

    @Test
    void givesAClientThatComesBackExactlyWhatItMissed() throws InterruptedException {
        StreamClient first = stream.join(null, ALL).orElseThrow();
        stream.publishNumbered("warning", Set.of(), "{\"n\":1}");
        first.next();
        String lastEventId = idOf(first.next());
        first.close();
        stream.publishNumbered("warning", Set.of(), "{\"n\":2}");
        stream.publishNumbered("warning", Set.of(), "{\"n\":3}");

        StreamClient again = stream.join(lastEventId, ALL).orElseThrow();

        assertThat(again.next()).contains("\"resumed\":true");
        assertThat(again.next()).contains("{\"n\":2}");
        assertThat(again.next()).contains("{\"n\":3}");
    }

    @Test
    void tellsAClientToAskForEverythingWhenItWasAwayTooLongOrSawAnotherRun() throws InterruptedException {
        StreamClient first = stream.join(null, ALL).orElseThrow();
        stream.publishNumbered("warning", Set.of(), "{}");
        first.next();
        String lastEventId = idOf(first.next());
        for (int i = 0; i < 1_001; i++) {
            stream.publishNumbered("warning", Set.of(), "{}");
        }

        for (String id : List.of(lastEventId, "0badcafe-1", "nonsense", lastEventId + "x", lastEventId + "999")) {
            assertThat(stream.join(id, ALL).orElseThrow().next()).as(id).contains("\"resumed\":false");
        }
    }

    @Test
    void throwsAwayWhatASlowClientHasNotReadAndTellsItSo() throws InterruptedException {
        StreamClient slow = stream.join(null, ALL).orElseThrow();
        StreamClient quick = stream.join(null, ALL).orElseThrow();
        quick.next();
        String megabyte = "\"" + "x".repeat(1_000_000) + "\"";
        for (int i = 0; i < 4; i++) {
            stream.publish("position", scope -> megabyte);
            quick.next();
        }

        List<String> events = new ArrayList<>();
        stream.publish("position", scope -> "\"after\"");
        for (int i = 0; i < 3; i++) {
            events.add(slow.next().lines().findFirst().orElseThrow());
            if (events.contains("event: position")) {
                break;
            }
        }

        assertThat(events).containsExactly("event: resync", "event: position");
        assertThat(stream.resyncCount()).isEqualTo(1);
    }

    @Test
    void tellsEachOnlyWhatHeMaySee() throws InterruptedException {
        EventStream.Listener west = new EventStream.Listener("w", Scope.of(List.of("1201")), UnaryOperator.identity());
        StreamClient client = stream.join(null, west).orElseThrow();
        String first = idOf(client.next());

        stream.publishNumbered("warning", Set.of("120116"), "{\"n\":1}");
        stream.publishNumbered("warning", Set.of("3101"), "{\"n\":2}");
        stream.publishNumbered("warning", Set.of("3101", "1201"), "{\"n\":3}");
        stream.publish(
                "position", scope -> scope.everywhere() ? "all" : scope.codes().toString());

        assertThat(client.next()).contains("{\"n\":1}");
        assertThat(client.next()).contains("{\"n\":3}");
        assertThat(client.next()).contains("data: [1201]");

        StreamClient again = stream.join(first, west).orElseThrow();
        again.next();
        assertThat(again.next()).contains("{\"n\":1}");
        assertThat(again.next()).as("what was missed is filtered too").contains("{\"n\":3}");

        stream.endWhere(listener -> listener.session().equals("w"));
        assertThat(client.next()).isNull();
    }

    @Test
    void letsInOnlySoMany() {
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < EventStream.MAX_CLIENTS; i++) {
            clients.add(stream.join(null, ALL).orElseThrow());
        }
        assertThat(stream.join(null, ALL)).isEmpty();

        clients.get(0).close();

        assertThat(stream.join(null, ALL)).isPresent();
    }

    @Test
    void endsEveryStreamWhenItIsClosed() throws InterruptedException {
        StreamClient client = stream.join(null, ALL).orElseThrow();

        stream.close();

        assertThat(client.next()).isNull();
        assertThat(stream.join(null, ALL)).isEmpty();
    }

    private static String idOf(String frame) {
        return frame.lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
    }
}
