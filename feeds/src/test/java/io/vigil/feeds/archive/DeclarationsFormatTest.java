package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.model.IdentityReport;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclarationsFormatTest {
    private static final MoverId BOAT = new MoverId("vessel:412000001");
    private static final long TIME = Instant.parse("2026-09-12T00:00:00Z").toEpochMilli();

    @Test
    void readsWhatIsDeclaredAndCountsWhatIsNone() {
        CollectingSink sink = new CollectingSink();
        LineReader reader = new DeclarationsFormat().open(FeedOptions.NONE, "x", sink);
        int number = 0;
        for (String line :
                """
                {"mover":"vessel:412000001","time":"2026-09-12T08:00:00+08:00","declares":"departure","crew":5}
                {"mover":"vessel:412000001","time":"2026-09-12T08:00:00+08:00","declares":"acknowledge","orders":["t12","t13"]}
                {"mover":"vessel:412000001","time":"2026-09-12T08:00:00+08:00","declares":"acknowledge"}
                {"mover":"vessel:412000001","time":"2026-09-12T08:00:00+08:00","declares":"lunch"}
                {"mover":"vessel:412000001","declares":"arrival"}
                """
                        .split("\n")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            reader.line(++number, bytes, bytes.length);
        }

        assertThat(sink.events)
                .containsExactly(
                        IdentityReport.of(
                                BOAT,
                                TIME,
                                PositionReport.NO_TIME,
                                Map.of(IdentityReport.DEPARTURE, String.valueOf(TIME), IdentityReport.CREW, "5")),
                        IdentityReport.of(
                                BOAT, TIME, PositionReport.NO_TIME, Map.of(IdentityReport.ACKNOWLEDGED, "t12 t13")));
        assertThat(sink.rejected).containsExactly("3 bad-declaration", "4 bad-declaration", "5 bad-declaration");
    }
}
