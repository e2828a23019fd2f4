package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.record.SeenPosition;
import io.vigil.console.track.TrackPoint;
import io.vigil.console.track.TrackStore;
import io.vigil.console.world.MoverCards;
import io.vigil.model.MoverId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Movers: where they are, who they are, where they were. */
final class MoverApi {
    private static final int MAX_FOUND = 30;
    private static final int MAX_TEXT = 100;
    private static final int MAX_POINTS = 5_000;
    private static final long TWO_HOURS_MILLIS = 7_200_000;
    private static final long LONGEST_TRACK_MILLIS = 7L * 24 * 3_600_000;

    private final LiveState live;
    private final MoverCards cards;
    private final TrackStore tracks;
    private final Api api;

    MoverApi(LiveState live, MoverCards cards, TrackStore tracks, Api api) {
        this.live = live;
        this.cards = cards;
        this.tracks = tracks;
        this.api = api;
    }

    void register() {
        api.get(
                "/api/positions",
                Permission.VIEW,
                (ctx, user) -> Api.json(
                        ctx, out -> live.positions().write(out, position -> live.sees(user.scope(), position))));
        api.get("/api/movers", Permission.VIEW, this::search);
        api.get("/api/movers/{mover}", Permission.VIEW, this::card);
        api.get("/api/tracks/{mover}", Permission.VIEW, this::track);
    }

    private void search(Context ctx, User user) {
        String text = String.valueOf(ctx.queryParam("q")).strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw RefusedException.wrong("q must have 1 to " + MAX_TEXT + " characters");
        }
        Set<String> found = new LinkedHashSet<>(cards.search(text, 10 * MAX_FOUND));
        for (SeenPosition last : live.positions().lasts()) {
            if (last.mover().text().toLowerCase(Locale.ROOT).contains(text)) {
                found.add(last.mover().text());
            }
        }
        List<MoverId> seen = new ArrayList<>();
        for (String mover : found) {
            MoverId id = new MoverId(mover);
            if (seen.size() < MAX_FOUND && live.seesMover(user.scope(), id)) {
                seen.add(id);
            }
        }
        Api.json(ctx, out -> {
            out.writeStartArray();
            for (MoverId mover : seen) {
                write(out, mover);
            }
            out.writeEndArray();
        });
    }

    private void card(Context ctx, User user) {
        MoverId mover = mover(ctx, user);
        Api.json(ctx, out -> write(out, mover));
    }

    private void track(Context ctx, User user) {
        MoverId mover = mover(ctx, user);
        long newestMillis = live.positions()
                .last(mover.text())
                .map(SeenPosition::eventTimeMillis)
                .orElse(System.currentTimeMillis());
        Instant to = Api.time(ctx, "to", Instant.ofEpochMilli(newestMillis));
        Instant from = Api.time(ctx, "from", to.minusMillis(TWO_HOURS_MILLIS));
        if (to.toEpochMilli() - from.toEpochMilli() > LONGEST_TRACK_MILLIS || from.isAfter(to)) {
            throw RefusedException.wrong("from must be before to by at most 7 days");
        }
        List<TrackPoint> points = tracks.track(mover.text(), from.toEpochMilli(), to.toEpochMilli(), MAX_POINTS);
        Api.json(ctx, out -> writeTrack(out, mover, points));
    }

    private static void writeTrack(JsonGenerator out, MoverId mover, List<TrackPoint> points) throws IOException {
        out.writeStartObject();
        out.writeStringField("mover", mover.text());
        out.writeFieldName("fields");
        out.writeArray(new String[] {"timeMillis", "lat", "lon", "speedKmh", "course"}, 0, 5);
        out.writeArrayFieldStart("rows");
        for (TrackPoint point : points) {
            out.writeStartArray();
            out.writeNumber(point.timeMillis());
            out.writeNumber(point.latitude());
            out.writeNumber(point.longitude());
            writeMeasured(out, point.speedKph());
            writeMeasured(out, point.courseDegrees());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(JsonGenerator out, MoverId mover) throws IOException {
        out.writeStartObject();
        out.writeStringField("mover", mover.text());
        out.writeStringField("name", cards.nameOf(mover.text()).orElse(null));
        out.writeFieldName("registry");
        out.writeRawValue(cards.find(mover.text()).map(Object::toString).orElse("null"));
        out.writeFieldName("last");
        SeenPosition last = live.positions().last(mover.text()).orElse(null);
        if (last == null) {
            out.writeNull();
        } else {
            out.writeStartObject();
            last.writeFields(out);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private MoverId mover(Context ctx, User user) {
        MoverId mover;
        try {
            mover = new MoverId(api.meantBy(user, ctx.pathParam("mover")));
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong(String.valueOf(e.getMessage()));
        }
        if (!live.seesMover(user.scope(), mover)) {
            throw RefusedException.unknown("mover");
        }
        return mover;
    }

    private static void writeMeasured(JsonGenerator out, double value) throws IOException {
        if (Double.isNaN(value)) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }
}
