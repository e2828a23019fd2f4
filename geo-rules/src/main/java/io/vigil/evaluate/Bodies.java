package io.vigil.evaluate;

import io.vigil.history.HistoryStore;
import io.vigil.model.Warning;
import io.vigil.model.WarningCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The whole of what was published, kept for as long as it may have to be corrected. */
final class Bodies {
    private static final int VERSION = 1;

    private Bodies() {}

    static byte[] bytes(Warning warning) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            WarningCodec.write(warning, out);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Warning read(HistoryStore store, long body) {
        byte[] bytes = Objects.requireNonNull(store.get(HistoryIndex.bodyKey(body)), "a published warning is missing");
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("warning of form " + version + ", known is " + VERSION);
            }
            return WarningCodec.read(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
