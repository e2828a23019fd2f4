package io.vigil.jobs;

import io.vigil.evaluate.MoverRunner;
import io.vigil.evaluate.MoverState;
import io.vigil.evaluate.MoverStateCodec;
import io.vigil.model.MoverId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;

/** What is remembered of the movers of one bucket; one thread at a time. */
final class MoverStates {
    private final HashMap<MoverId, MoverState> states = new HashMap<>();

    MoverState of(MoverId mover, MoverRunner runner) {
        MoverState known = states.get(mover);
        if (known == null) {
            known = runner.newState(mover);
            states.put(mover, known);
        }
        return known;
    }

    Collection<MoverState> all() {
        return states.values();
    }

    void write(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.writeInt(states.size());
            for (MoverState state : states.values()) {
                MoverStateCodec.write(state, out);
            }
        }
    }

    static MoverStates read(Path file) throws IOException {
        MoverStates states = new MoverStates();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (int left = in.readInt(); left > 0; left--) {
                MoverState state = MoverStateCodec.read(in);
                states.states.put(state.mover(), state);
            }
        }
        return states;
    }
}
