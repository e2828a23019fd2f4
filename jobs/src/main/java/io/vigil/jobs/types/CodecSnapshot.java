package io.vigil.jobs.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint keeps of a {@link CodecSerializer}: the newest version of its form. A form of a newer program is
 * refused at once with both versions named, instead of being misread.
 *
 * @param <T> what the serializer writes
 */
public abstract class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int SNAPSHOT_VERSION = 1;

    private int formVersion = currentFormVersion();

    /** The version written now. */
    protected abstract int currentFormVersion();

    /** The serializer of now. */
    protected abstract TypeSerializer<T> serializer();

    @Override
    public final int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(formVersion);
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader loader) throws IOException {
        if (readVersion != SNAPSHOT_VERSION) {
            throw new IOException("serializer snapshot version " + readVersion + " is newer than this program knows ("
                    + SNAPSHOT_VERSION + ")");
        }
        formVersion = in.readInt();
    }

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return serializer();
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        boolean readable = old.getClass() == getClass()
                && old instanceof CodecSnapshot<T> before
                && before.formVersion <= currentFormVersion();
        return readable
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
