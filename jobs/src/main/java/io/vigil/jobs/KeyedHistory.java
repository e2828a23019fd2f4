package io.vigil.jobs;

import io.vigil.history.HistoryStore;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The history of the movers under the current key, in Flink's state: written chunk by chunk, read only when events have come
 * late. Movers that share the key are told apart by their place in its chain.
 */
final class KeyedHistory implements HistoryStore {
    private static final int PLACE_SHIFT = 48;
    private static final int MOST_PLACES = 256;

    private final MapState<Long, byte[]> values;
    private long place;

    private KeyedHistory(MapState<Long, byte[]> values) {
        this.values = values;
    }

    static KeyedHistory open(RuntimeContext context) {
        return new KeyedHistory(context.getMapState(new MapStateDescriptor<>(
                "mover-history", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)));
    }

    /** That of the mover with that place in the chain. */
    KeyedHistory of(int newPlace) {
        if (newPlace >= MOST_PLACES) {
            throw new IllegalStateException(newPlace + " movers with one key");
        }
        place = (long) newPlace << PLACE_SHIFT;
        return this;
    }

    @Override
    public byte @Nullable [] get(long key) {
        try {
            return values.get(key | place);
        } catch (Exception failure) {
            throw failed(failure);
        }
    }

    @Override
    public void put(long key, byte[] value) {
        try {
            values.put(key | place, value);
        } catch (Exception failure) {
            throw failed(failure);
        }
    }

    @Override
    public void remove(long key) {
        try {
            values.remove(key | place);
        } catch (Exception failure) {
            throw failed(failure);
        }
    }

    private static IllegalStateException failed(Exception cause) {
        return new IllegalStateException("the state backend failed", cause);
    }
}
