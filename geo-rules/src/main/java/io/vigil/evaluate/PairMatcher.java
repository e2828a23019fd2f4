package io.vigil.evaluate;

import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import io.vigil.rule.PairRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is near whom. A sample is told to its {@link #cellsOf cells}; in a cell the samples of one layer and one instant
 * {@link #meet} each other, in any order of arrival. A pair is found in exactly one cell, see
 * {@link io.vigil.pair.PairCells}.
 *
 * <p>A sample carries its mover's place at the instant before, and is told to the cells of that too. So whoever finds a pair
 * also knows whether it was found then, which puts the meetings of a pair in order without waiting for anybody else, and
 * finds the pairs that have just parted.
 *
 * <p>Holds scratch memory: one per thread.
 */
public final class PairMatcher {
    /** No degree of latitude is shorter: 110,574 m at the equator. */
    private static final double LEAST_METERS_PER_DEGREE = 110_500;

    private final Engine engine;
    /** The layer asked for last: mostly it is asked for again. */
    private @Nullable PairLayer lastLayer;

    private long[] cells = new long[16];
    private int cellCount;

    /** A matcher for the pair rules of an engine. */
    public PairMatcher(Engine engine) {
        this.engine = engine;
    }

    /** Every cell a sample is told to, each once; none where its layer is of another ruleset. */
    public void cellsOf(PairSample sample, LongConsumer out) {
        PairLayer layer = engine.pairLayer(sample.layer());
        if (layer == null) {
            return;
        }
        cellCount = 0;
        PairPoint now = sample.now();
        if (layer.ofCompany) {
            // Who does not come into question is nobody's company, but his group hears of him.
            if (now.rules() != 0) {
                layer.cells.aroundWhole(now.latitude(), now.longitude(), this::add);
            }
            if (sample.group() != null) {
                add(groupCell(sample.group()));
            }
        } else {
            addAround(layer, now);
            if (sample.before() != null) {
                addAround(layer, sample.before());
            }
        }
        for (int i = 0; i < cellCount; i++) {
            out.accept(cells[i]);
        }
    }

    private void addAround(PairLayer layer, PairPoint point) {
        if (layer.ofThree) {
            layer.cells.aroundWhole(point.latitude(), point.longitude(), this::add);
        } else {
            layer.cells.around(point.latitude(), point.longitude(), this::add);
        }
    }

    /**
     * When the last sample of an instant has come, event time of the whole stream: what was told to a cell can then be
     * forgotten, and {@link #gather} be asked.
     */
    public long completeAtMillis(PairSample sample) {
        PairLayer layer = engine.pairLayer(sample.layer());
        return sample.now().timeMillis() + (layer == null ? 0 : layer.grid.lagMillis());
    }

    /** Whether two samples of one cell are to meet at all. */
    public static boolean isSameInstant(PairSample a, PairSample b) {
        return a.layer() == b.layer() && a.now().timeMillis() == b.now().timeMillis();
    }

    /** Holds two samples of one layer and instant against each other, in a cell both were told to. */
    public void meet(long cell, PairSample a, PairSample b, Consumer<PairMeeting> out) {
        PairLayer layer = lastLayer;
        if (layer == null || layer.id != a.layer()) {
            layer = engine.pairLayer(a.layer());
            lastLayer = layer;
        }
        if (layer != null && !layer.ofCompany && !layer.ofThree) {
            meet(layer, cell, a, b, List.of(), out);
        }
    }

    private static void meet(
            PairLayer layer, long cell, PairSample a, PairSample b, List<PairSample> all, Consumer<PairMeeting> out) {
        long together = near(layer, a, a.now(), b, b.now());
        long before = 0;
        if (a.before() != null
                && b.before() != null
                && a.before().timeMillis() == b.before().timeMillis()) {
            before = near(layer, a, a.before(), b, b.before());
        }
        if ((together | before) == 0) {
            return;
        }
        int order = a.mover().compareTo(b.mover());
        if (order == 0) {
            return;
        }
        PairSample one = order < 0 ? a : b;
        PairSample other = order < 0 ? b : a;
        PairPoint oneBefore = one.before();
        PairPoint otherBefore = other.before();
        boolean isOurs = together != 0
                ? owner(layer, one.now(), other.now()) == cell
                : before != 0
                        && oneBefore != null
                        && otherBefore != null
                        && owner(layer, oneBefore, otherBefore) == cell;
        if (isOurs) {
            out.accept(new PairMeeting(
                    layer.id,
                    layer.family,
                    one.now().timeMillis(),
                    one,
                    other,
                    third(layer, one, other, all),
                    together,
                    before & ~together,
                    before != 0 && oneBefore != null ? oneBefore.timeMillis() : PairMeeting.NONE,
                    null));
        }
    }

    /** Once all samples of an instant are there: finds the pairs that ask for a third, and tells each mover of its company. */
    public void gather(long cell, List<PairSample> samples, Consumer<PairMeeting> out) {
        PairLayer layer =
                samples.isEmpty() ? null : engine.pairLayer(samples.get(0).layer());
        if (layer != null && layer.ofThree) {
            for (int i = 0; i < samples.size(); i++) {
                for (int j = 0; j < i; j++) {
                    meet(layer, cell, samples.get(i), samples.get(j), samples, out);
                }
            }
        } else if (layer != null && layer.ofCompany) {
            samples.forEach(sample -> tellCompany(layer, cell, sample, samples, out));
        }
    }

    /** A mover is told of its group in the group's place, of anybody in its own cell, and that it has left by the former. */
    private static void tellCompany(
            PairLayer layer, long cell, PairSample sample, List<PairSample> samples, Consumer<PairMeeting> out) {
        PairPoint now = sample.now();
        boolean ofGroup = cell < 0;
        boolean hasLeft = now.rules() == 0 && sample.before() != null;
        boolean isAsked = sample.group() != null
                && (now.rules() != 0
                        ? ofGroup || layer.cells.cellOf(now.latitude(), now.longitude()) == cell
                        : ofGroup && hasLeft);
        if (isAsked) {
            out.accept(new PairMeeting(
                    layer.id,
                    layer.family,
                    now.timeMillis(),
                    sample,
                    nearest(layer, sample, samples, ofGroup),
                    null,
                    now.rules(),
                    sample.before() == null ? 0 : sample.before().rules() & ~now.rules(),
                    PairMeeting.NONE,
                    ofGroup ? PairMeeting.Company.OF_GROUP : PairMeeting.Company.OF_ANYBODY));
        }
    }

    private static @Nullable PairSample third(
            PairLayer layer, PairSample one, PairSample other, List<PairSample> samples) {
        PairSample nearest = null;
        double least = layer.radiusMeters;
        for (PairSample each : samples) {
            String moverClass = each.moverClass();
            boolean isOfThirdKind = moverClass != null
                    && !moverClass.equals(one.moverClass())
                    && !moverClass.equals(other.moverClass())
                    && each.now().rules() != 0;
            if (isOfThirdKind) {
                double meters = Math.min(
                        PairRule.distanceMeters(one.now(), each.now()),
                        PairRule.distanceMeters(other.now(), each.now()));
                if (meters < least || meters == least && isFirst(each, nearest)) {
                    least = meters;
                    nearest = each;
                }
            }
        }
        return nearest;
    }

    private static @Nullable PairSample nearest(
            PairLayer layer, PairSample sample, List<PairSample> samples, boolean ofGroup) {
        PairSample nearest = null;
        double least = ofGroup ? Double.POSITIVE_INFINITY : layer.radiusMeters;
        for (PairSample each : samples) {
            if (each.mover().equals(sample.mover()) || ofGroup && !isSameGroup(each, sample)) {
                continue;
            }
            double meters = PairRule.distanceMeters(sample.now(), each.now());
            boolean isNearer = meters < least || meters == least && isFirst(each, nearest);
            if (isNearer) {
                least = meters;
                nearest = each;
            }
        }
        return nearest;
    }

    private static boolean isSameGroup(PairSample a, PairSample b) {
        return a.group() != null && a.group().equals(b.group());
    }

    private static boolean isFirst(PairSample sample, @Nullable PairSample other) {
        return other == null || sample.mover().compareTo(other.mover()) < 0;
    }

    private static long owner(PairLayer layer, PairPoint a, PairPoint b) {
        return layer.cells.ownerOf(a.latitude(), a.longitude(), b.latitude(), b.longitude());
    }

    private static long near(
            PairLayer layer, PairSample one, PairPoint onePoint, PairSample other, PairPoint otherPoint) {
        long asked = onePoint.rules() & otherPoint.rules() & (layer.withoutRoles | (one.roles() ^ other.roles()));
        double north = Math.abs(onePoint.latitude() - otherPoint.latitude()) * LEAST_METERS_PER_DEGREE;
        if (asked == 0 || north > layer.radiusMeters) {
            return 0;
        }
        long near = 0;
        for (long left = asked; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            if (layer.pairRules[bit].isNear(one, onePoint, other, otherPoint)) {
                near |= 1L << bit;
            }
        }
        return near;
    }

    private void add(long cell) {
        for (int i = 0; i < cellCount; i++) {
            if (cells[i] == cell) {
                return;
            }
        }
        if (cellCount == cells.length) {
            cells = Arrays.copyOf(cells, cellCount * 2);
        }
        cells[cellCount++] = cell;
    }

    /** Groups meet by name, near or far: below 0, where no cell of the globe is. */
    private static long groupCell(String group) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < group.length(); i++) {
            hash = (hash ^ group.charAt(i)) * 0x100000001b3L;
        }
        return hash | Long.MIN_VALUE;
    }
}
