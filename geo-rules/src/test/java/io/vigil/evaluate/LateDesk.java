package io.vigil.evaluate;

import io.vigil.history.MemoryHistoryStore;
import io.vigil.model.MoverEvent;
import io.vigil.model.MoverId;
import io.vigil.model.PositionReport;
import io.vigil.scene.Scene;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mover under an engine that revises, and what went out. */
final class LateDesk extends Scene.Output {
    final MoverRunner runner;
    private final Map<MoverId, MoverState> states = new HashMap<>();
    private final Map<MoverId, MemoryHistoryStore> stores = new HashMap<>();
    final List<String> revisions = new ArrayList<>();
    final List<String> places = new ArrayList<>();
    final List<String> takenIn = new ArrayList<>();

    LateDesk(Scene scene, @Nullable RevisionSettings settings) {
        this(EngineVersions.of(scene.engine()), settings);
    }

    LateDesk(EngineVersions versions, @Nullable RevisionSettings settings) {
        runner = new MoverRunner(versions, 0, settings);
    }

    LateDesk tell(List<? extends MoverEvent> events) {
        for (MoverEvent event : events) {
            runner.accept(state(event.mover()), event, this);
        }
        return this;
    }

    LateDesk tell(String mover, String table) {
        return tell(Scene.events(mover, table));
    }

    LateDesk until(String mover, String time) {
        runner.advanceTo(state(new MoverId(mover)), Scene.time(time), this);
        return this;
    }

    MoverState state(MoverId mover) {
        runner.storeIn(stores.computeIfAbsent(mover, key -> new MemoryHistoryStore()));
        return states.computeIfAbsent(mover, runner::newState);
    }

    MemoryHistoryStore store(String mover) {
        state(new MoverId(mover));
        return stores.get(new MoverId(mover));
    }

    /** What drivers were told since this was asked last. */
    List<MoverEvent> drained() {
        List<MoverEvent> told = new ArrayList<>(driven);
        driven.clear();
        return told;
    }

    @Override
    public void revised(MoverId mover, List<MoverEvent> late, int judgedAgain) {
        revisions.add(late.size() + " late, " + judgedAgain + " judged");
    }

    @Override
    public void judgedAgain(
            PositionReport report,
            long timeMillis,
            @Nullable String moverClass,
            @Nullable String fault,
            @Nullable String state,
            boolean isLate) {
        if (isLate) {
            places.add("late " + clock(report.eventTimeMillis()));
        }
    }

    @Override
    public void lastAgain(PositionReport last, long timeMillis, @Nullable String moverClass, @Nullable String state) {
        places.add("last " + clock(last.eventTimeMillis()));
    }

    @Override
    public void takenIn(MoverEvent event, long timeMillis, @Nullable String fault) {
        takenIn.add(event.word() + " " + clock(timeMillis));
    }

    List<String> story() {
        return warnings.stream()
                .map(each -> each.sequence() + " " + each.transition().word() + " " + clock(each.onsetMillis())
                        + "-" + clock(each.closedMillis()) + (each.late() ? " late" : "")
                        + (each.reason() == null ? "" : " " + each.reason()))
                .toList();
    }

    private static String clock(long millis) {
        return millis == PositionReport.NO_TIME
                ? ""
                : LocalTime.ofInstant(Instant.ofEpochMilli(millis), Scene.CHINA).toString();
    }
}
