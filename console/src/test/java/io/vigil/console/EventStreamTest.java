package io.vigil.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final EventStream stream = new EventStream();

    @Test
    void greetsAndThenHandsOnWhatComes() throws InterruptedException {
        StreamClient client = stream.join(null).orElseThrow();
        stream.publishWarning("{\"n\":1}");
        stream.publish("position", "{\"rows\":[]}");

        assertThat(client.next()).contains("event: hello", "\"resumed\":false", "retry: 2000");
        assertThat(client.next()).contains("event: warning\nid: ", "data: {\"n\":1}\n\n");
        assertThat(client.next()).isEqualTo("event: position\ndata: {\"rows\":[]}\n\n");
    }

    @Test
    void givesAClientThatComesBackExactlyWhatItMissed() throws InterruptedException {
        StreamClient first = stream.join(null).orElseThrow();
        stream.publishWarning("{\"n\":1}");
        first.next();
        String lastEventId = idOf(first.next());
        first.close();
        stream.publishWarning("{\"n\":2}");
        stream.publishWarning("{\"n\":3}");

        StreamClient again = stream.join(lastEventId).orElseThrow();

        assertThat(again.next()).contains("\"resumed\":true");
        assertThat(again.next()).contains("{\"n\":2}");
        assertThat(again.next()).contains("{\"n\":3}");
    }

    @Test
    void tellsAClientToAskForEverythingWhenItWasAwayTooLongOrSawAnotherRun() throws InterruptedException {
        StreamClient first = stream.join(null).orElseThrow();
        stream.publishWarning("{}");
        first.next();
        String lastEventId = idOf(first.next());
        for (int i = 0; i < 1_001; i++) {
            stream.publishWarning("{}");
        }

        for (String id : List.of(lastEventId, "0badcafe-1", "nonsense", lastEventId + "x", lastEventId + "999")) {
            assertThat(stream.join(id).orElseThrow().next()).as(id).contains("\"resumed\":false");
        }
    }

    @Test
    void throwsAwayWhatASlowClientHasNotReadAndTellsItSo() throws InterruptedException {
        StreamClient slow = stream.join(null).orElseThrow();
        StreamClient quick = stream.join(null).orElseThrow();
        quick.next();
        String megabyte = "\"" + "x".repeat(1_000_000) + "\"";
        for (int i = 0; i < 4; i++) {
            stream.publish("position", megabyte);
            quick.next();
        }

        List<String> events = new ArrayList<>();
        stream.publish("position", "\"after\"");
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
    void letsInOnlySoMany() {
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < EventStream.MAX_CLIENTS; i++) {
            clients.add(stream.join(null).orElseThrow());
        }
        assertThat(stream.join(null)).isEmpty();

        clients.get(0).close();

        assertThat(stream.join(null)).isPresent();
    }

    @Test
    void endsEveryStreamWhenItIsClosed() throws InterruptedException {
        StreamClient client = stream.join(null).orElseThrow();

        stream.close();

        assertThat(client.next()).isNull();
        assertThat(stream.join(null)).isEmpty();
    }

    private static String idOf(String frame) {
        return frame.lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring(4);
    }
}
