package io.vigil.evaluate;

import io.vigil.pair.PairChange;
import io.vigil.pair.PairMeeting;
import io.vigil.pair.PairPoint;
import io.vigil.pair.PairSample;
import io.vigil.rule.PairRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds who is near whom. A sample is told to its {@link #cellsOf cells}; in a cell the samples of one layer and one instant
 * {@link #tell meet} each other, in any order of arrival. A pair is found in exactly one cell, see
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

    private static final double RADIANS = Math.PI / 180;

    private final @Nullable RevisionSettings revision;
    private EngineVersions engines;
    /** The layer asked for last: mostly it is asked for again. */
    private @Nullable PairLayer lastLayer;

    private long lastVersion;

    private long[] cells = new long[16];
    private int cellCount;

    /** A matcher for the pair rules of one engine, where what comes late is not judged. */
    public PairMatcher(Engine engine) {
        this(EngineVersions.of(engine), null);
    }

    /**
     * A matcher for the pair rules of engines that change with event time: that of an instant says who is near at it.
     *
     * @param revision how far back the past is judged again, or null for not at all
     */
    public PairMatcher(EngineVersions engines, @Nullable RevisionSettings revision) {
        this.engines = engines;
        this.revision = revision;
    }

    /** Goes on with other versions: mostly those of before and one more. */
    public void use(EngineVersions newer) {
        engines = newer;
        lastLayer = null;
    }

    /** Every cell a sample is told to, each once; none where its layer is of another ruleset. */
    public void cellsOf(PairSample sample, LongConsumer out) {
        PairPoint now = sample.now();
        PairLayer layer = layer(sample.layer(), now.timeMillis());
        if (layer == null) {
            return;
        }
        cellCount = 0;
        if (layer.ofCompany) {
            // Who does not come into question is nobody's company, but his group hears of him.
            if (now.rules() != 0) {
                layer.cells.around(now.latitude(), now.longitude(), layer.radiusMeters, this::add);
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
        layer.cells.around(point.latitude(), point.longitude(), point.reachMeters(), this::add);
    }

    /**
     * When the last sample of an instant has come, event time of the whole stream: what was told to a cell can then be
     * forgotten, and the cell is {@link #complete}.
     */
    public long completeAtMillis(PairCell cell) {
        PairLayer layer = layer(cell.layer, cell.timeMillis);
        return cell.timeMillis + (layer == null ? 0 : layer.grid.lagMillis());
    }

    /** How far event time must be until nothing in that cell can become otherwise, not even by late data. */
    public long forgetAtMillis(PairCell cell) {
        PairLayer layer = layer(cell.layer, cell.timeMillis);
        long complete = completeAtMillis(cell);
        return layer == null || revision == null
                ? complete
                : complete + layer.horizonMillis(revision.horizonMillis(null));
    }

    /** Whether a cell's instant is so long ago that what was told to it has been forgotten. */
    public boolean isForgotten(PairCell cell, long reachedMillis) {
        return revision != null && reachedMillis != Long.MAX_VALUE && forgetAtMillis(cell) <= reachedMillis;
    }

    /**
     * Takes a sample that was told to a cell.
     *
     * @param change how it came to be known; one that is withdrawn was told before
     * @param toldAtMillis how far event time had come when it was
     */
    public void tell(
            PairCell cell, PairSample sample, PairChange change, long toldAtMillis, Consumer<PairMeeting> out) {
        PairLayer layer = layer(sample.layer(), sample.now().timeMillis());
        if (layer == null) {
            return;
        }
        if (layer.ofCompany || layer.ofThree) {
            gatherAgain(layer, cell, sample, change, toldAtMillis, out);
            return;
        }
        if (change == PairChange.WITHDRAWN && !cell.remove(sample)) {
            return;
        }
        for (PairCell.Bucket bucket : cell.buckets) {
            if (!layer.onlyAcrossRoles || bucket.roles() != sample.roles()) {
                for (PairSample each : bucket.samples()) {
                    PairMeeting meeting = meet(layer, cell.cell, each, sample, List.of());
                    if (meeting != null) {
                        out.accept(meeting.as(toldAtMillis, change));
                    }
                }
            }
        }
        if (change != PairChange.WITHDRAWN) {
            cell.add(sample);
        }
    }

    /** Takes a sample that asks for company or a third; if all had been gathered, what is otherwise now is told again. */
    private static void gatherAgain(
            PairLayer layer,
            PairCell cell,
            PairSample sample,
            PairChange change,
            long toldAtMillis,
            Consumer<PairMeeting> out) {
        List<PairMeeting> before = cell.complete ? gathered(layer, cell) : List.of();
        if (change != PairChange.WITHDRAWN) {
            cell.add(sample);
        } else if (!cell.remove(sample)) {
            return;
        }
        if (cell.complete) {
            List<PairMeeting> now = new ArrayList<>(gathered(layer, cell));
            for (PairMeeting meeting : before) {
                if (!now.remove(meeting)) {
                    out.accept(meeting.as(toldAtMillis, PairChange.WITHDRAWN));
                }
            }
            now.forEach(meeting -> out.accept(meeting.as(toldAtMillis, PairChange.LATE)));
        }
    }

    private @Nullable PairLayer layer(long id, long timeMillis) {
        EngineVersions.Version version = engines.at(timeMillis);
        PairLayer layer = lastLayer;
        if (layer == null || layer.id != id || lastVersion != version.number()) {
            layer = version.engine().pairLayer(id);
            lastLayer = layer;
            lastVersion = version.number();
        }
        return layer;
    }

    /** Holds two samples of one layer and instant against each other, in a cell both were told to. */
    private static @Nullable PairMeeting meet(
            PairLayer layer, long cell, PairSample a, PairSample b, List<PairSample> all) {
        long together = near(layer, a, a.now(), b, b.now());
        long before = 0;
        if (a.before() != null
                && b.before() != null
                && a.before().timeMillis() == b.before().timeMillis()) {
            before = near(layer, a, a.before(), b, b.before());
        }
        // Two of which it is not known where they are going have not parted.
        long apart = before & ~together;
        apart = apart == 0
                ? 0
                : apart & ~(asked(layer, a, a.now(), b, b.now()) & ~known(layer, apart, a.now(), b.now()));
        if ((together | apart) == 0) {
            return null;
        }
        int order = a.mover().compareTo(b.mover());
        if (order == 0) {
            return null;
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
        if (!isOurs) {
            return null;
        }
        return new PairMeeting(
                layer.id,
                layer.family,
                one.now().timeMillis(),
                one,
                other,
                third(layer, one, other, all),
                together,
                apart,
                before != 0 && oneBefore != null ? oneBefore.timeMillis() : PairMeeting.NONE,
                null,
                Long.MAX_VALUE,
                PairChange.TOLD);
    }

    /** Once all samples of an instant are there: finds the pairs that ask for a third, and tells each mover of its company. */
    public void complete(PairCell cell, Consumer<PairMeeting> out) {
        cell.complete = true;
        PairLayer layer = layer(cell.layer, cell.timeMillis);
        if (layer != null && (layer.ofThree || layer.ofCompany)) {
            gathered(layer, cell).forEach(out);
        }
    }

    private static List<PairMeeting> gathered(PairLayer layer, PairCell cell) {
        List<PairSample> samples = cell.samples();
        List<PairMeeting> meetings = new ArrayList<>();
        // So that whoever is near in latitude is near in the list.
        samples.sort(Comparator.comparingDouble(each -> each.now().latitude()));
        for (int i = 0; i < samples.size(); i++) {
            if (layer.ofCompany) {
                tellCompany(layer, cell.cell, i, samples, meetings::add);
                continue;
            }
            for (int j = 0; j < i; j++) {
                PairMeeting meeting = meet(layer, cell.cell, samples.get(i), samples.get(j), samples);
                if (meeting != null) {
                    meetings.add(meeting);
                }
            }
        }
        return meetings;
    }

    /** A mover is told of its group in the group's place, of anybody in its own cell, and that it has left by the former. */
    private static void tellCompany(
            PairLayer layer, long cell, int place, List<PairSample> samples, Consumer<PairMeeting> out) {
        PairSample sample = samples.get(place);
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
                    nearest(layer, place, samples, ofGroup),
                    null,
                    now.rules(),
                    sample.before() == null ? 0 : sample.before().rules() & ~now.rules(),
                    PairMeeting.NONE,
                    ofGroup ? PairMeeting.Company.OF_GROUP : PairMeeting.Company.OF_ANYBODY,
                    Long.MAX_VALUE,
                    PairChange.TOLD));
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

    /** The nearest one, searched north and south from its own place in the list until nobody nearer can come. */
    private static @Nullable PairSample nearest(PairLayer layer, int place, List<PairSample> samples, boolean ofGroup) {
        Nearest nearest =
                new Nearest(samples.get(place), ofGroup, ofGroup ? Double.POSITIVE_INFINITY : layer.radiusMeters);
        int north = place + 1;
        while (north < samples.size() && nearest.take(samples.get(north))) {
            north++;
        }
        int south = place - 1;
        while (south >= 0 && nearest.take(samples.get(south))) {
            south--;
        }
        return nearest.found;
    }

    /** The nearest of those seen so far. */
    private static final class Nearest {
        private final PairSample of;
        private final boolean ofGroup;
        private double least;
        private @Nullable PairSample found;

        Nearest(PairSample of, boolean ofGroup, double least) {
            this.of = of;
            this.ofGroup = ofGroup;
            this.least = least;
        }

        /** Looks at one; answers false where it is too far north or south already. */
        boolean take(PairSample each) {
            double north = Math.abs(each.now().latitude() - of.now().latitude()) * LEAST_METERS_PER_DEGREE;
            if (north > least) {
                return false;
            }
            if (!each.mover().equals(of.mover()) && (!ofGroup || isSameGroup(each, of))) {
                double meters = PairRule.distanceMeters(of.now(), each.now());
                if (meters < least || meters == least && isFirst(each, found)) {
                    least = meters;
                    found = each;
                }
            }
            return true;
        }
    }

    private static boolean isSameGroup(PairSample a, PairSample b) {
        return a.group() != null && a.group().equals(b.group());
    }

    private static boolean isFirst(PairSample sample, @Nullable PairSample other) {
        return other == null || sample.mover().compareTo(other.mover()) < 0;
    }

    private static long owner(PairLayer layer, PairPoint a, PairPoint b) {
        return layer.cells.ownerOf(
                a.latitude(), a.longitude(), a.reachMeters(), b.latitude(), b.longitude(), b.reachMeters());
    }

    /** The rules for which both come into question, a bit each. */
    private static long asked(
            PairLayer layer, PairSample one, PairPoint onePoint, PairSample other, PairPoint otherPoint) {
        return onePoint.rules() & otherPoint.rules() & (layer.withoutRoles | (one.roles() ^ other.roles()));
    }

    private static long near(
            PairLayer layer, PairSample one, PairPoint onePoint, PairSample other, PairPoint otherPoint) {
        long asked = asked(layer, one, onePoint, other, otherPoint);
        if (asked == 0 || isOutOfReach(onePoint, otherPoint)) {
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

    /** Of those rules, the ones that know where both are going. */
    private static long known(PairLayer layer, long rules, PairPoint one, PairPoint other) {
        long known = 0;
        for (long left = rules; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            PairRule rule = layer.pairRules[bit];
            known |= rule.isKnown(one) && rule.isKnown(other) ? 1L << bit : 0;
        }
        return known;
    }

    /**
     * Whether the two are surely farther apart than both reach, by a bound that is cheaper than a distance: most of those that
     * share a cell are. The degrees are taken as long as they are where they are shortest; over a degree of longitude the chord is
     * shorter than the arc by 1.3e-5.
     */
    private static boolean isOutOfReach(PairPoint one, PairPoint other) {
        double reach = one.reachMeters() + other.reachMeters();
        double north = Math.abs(one.latitude() - other.latitude()) * LEAST_METERS_PER_DEGREE;
        if (north > reach) {
            return true;
        }
        double turn = Math.abs(one.longitude() - other.longitude());
        turn = Math.min(turn, 360 - turn);
        if (turn > 1) {
            return false;
        }
        double highest = Math.max(Math.abs(one.latitude()), Math.abs(other.latitude()));
        double east = turn * LEAST_METERS_PER_DEGREE * Math.cos(highest * RADIANS);
        return north * north + east * east > reach * reach;
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
