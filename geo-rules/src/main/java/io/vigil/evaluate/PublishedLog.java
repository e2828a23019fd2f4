package io.vigil.evaluate;

import io.vigil.model.ContentHash;
import io.vigil.model.Warning;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the judging of a mover has yielded within its history, and under which ids and numbers that was published.
 *
 * <p>The evaluator's own ids follow from the onset. When late events move an onset, the warning goes on under the id that
 * is out: {@link Publication} says so. For most movers both are empty.
 */
final class PublishedLog {
    /** Transitions in the order in which they were found. */
    final List<Noted> noted = new ArrayList<>(0);

    /** By key of the episode, where id or numbers are not those of the evaluator. */
    final Map<String, Publication> publications = new HashMap<>(0);

    /** Number of the next body. */
    long nextBody;

    /**
     * A transition.
     *
     * @param key which episode, see {@link #key}
     * @param serial the chunk that was open
     * @param sequence its number as the evaluator counts
     * @param contentHash equal for equal content
     * @param body where the whole of it is kept
     */
    record Noted(String key, long serial, int sequence, String contentHash, long body) {}

    /**
     * How an episode is published.
     *
     * @param warningId its id outside
     * @param sequence the number it was last published with
     * @param at the evaluator's number of that transition, 0 after a retraction
     * @param serial the chunk that was open when it was retracted, or {@link #NEVER}
     */
    record Publication(String warningId, int sequence, int at, long serial) {
        static final long NEVER = -1;

        boolean isRetracted() {
            return serial != NEVER;
        }

        /** With one more transition out. */
        Publication after(int evaluatorsSequence) {
            return new Publication(warningId, sequenceOf(evaluatorsSequence), evaluatorsSequence, NEVER);
        }

        /** The number under which a transition goes out. */
        int sequenceOf(int evaluatorsSequence) {
            return sequence + Math.max(1, evaluatorsSequence - at);
        }
    }

    boolean isEmpty() {
        return noted.isEmpty() && publications.isEmpty();
    }

    /** What tells episodes of one mover apart: permitted cases are records of their own. */
    static String key(Warning warning) {
        return key(warning.lane(), warning.warningId(), isPermitted(warning));
    }

    static String key(String lane, String warningId, boolean permitted) {
        return lane + '/' + warningId + (permitted ? "/permitted" : "");
    }

    static boolean isPermitted(Warning warning) {
        return warning.explain().exemption() != null;
    }

    /**
     * Equal for warnings that tell the desk the same: everything but how the news came, which is the kind of change, its
     * number and time, its reason, and the id.
     */
    static String contentHash(Warning warning) {
        return ContentHash.hex16(Bodies.bytes(warning.numbered("", 0).correcting(Warning.Transition.AMENDED, 0, "")));
    }

    /** The last transition of each episode. */
    static Map<String, Noted> folded(List<Noted> transitions) {
        Map<String, Noted> last = new LinkedHashMap<>();
        for (Noted each : transitions) {
            last.remove(each.key);
            last.put(each.key, each);
        }
        return last;
    }

    /** How an episode is published whose last published transition has that number. */
    Publication publication(String key, String warningId, int lastSequence) {
        Publication known = publications.get(key);
        return known == null ? new Publication(warningId, lastSequence, lastSequence, Publication.NEVER) : known;
    }

    /** The id of the evaluator for one outside, which is the same for almost all. */
    String ownId(String lane, String publishedId) {
        for (Map.Entry<String, Publication> entry : publications.entrySet()) {
            String key = entry.getKey();
            if (entry.getValue().warningId.equals(publishedId)
                    && !entry.getValue().isRetracted()
                    && key.startsWith(lane + '/')
                    && !key.endsWith("/permitted")) {
                return key.substring(key.lastIndexOf('/') + 1);
            }
        }
        return publishedId;
    }

    /** The publication of another episode that goes by that id, or null. */
    @Nullable
    String keyPublishedAs(String lane, String warningId, boolean permitted) {
        for (Map.Entry<String, Publication> entry : publications.entrySet()) {
            String key = entry.getKey();
            if (entry.getValue().warningId.equals(warningId)
                    && key.startsWith(lane + '/')
                    && key.endsWith("/permitted") == permitted) {
                return key;
            }
        }
        return null;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(noted.size());
        for (Noted each : noted) {
            out.writeUTF(each.key);
            out.writeLong(each.serial);
            out.writeInt(each.sequence);
            out.writeUTF(each.contentHash);
            out.writeLong(each.body);
        }
        out.writeShort(publications.size());
        for (Map.Entry<String, Publication> entry : publications.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue().warningId);
            out.writeInt(entry.getValue().sequence);
            out.writeInt(entry.getValue().at);
            out.writeLong(entry.getValue().serial);
        }
        out.writeLong(nextBody);
    }

    static PublishedLog read(DataInput in) throws IOException {
        PublishedLog log = new PublishedLog();
        int noted = in.readUnsignedShort();
        for (int i = 0; i < noted; i++) {
            log.noted.add(new Noted(in.readUTF(), in.readLong(), in.readInt(), in.readUTF(), in.readLong()));
        }
        int publications = in.readUnsignedShort();
        for (int i = 0; i < publications; i++) {
            log.publications.put(
                    in.readUTF(), new Publication(in.readUTF(), in.readInt(), in.readInt(), in.readLong()));
        }
        log.nextBody = in.readLong();
        return log;
    }
}
