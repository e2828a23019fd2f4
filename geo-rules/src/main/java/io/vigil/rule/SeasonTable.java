package io.vigil.rule;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Closed seasons by the sea's name, each a text of three parts with semicolons between, such as
 * {@code 26.5..35; all except angling; 05-01T12:00/09-16T12:00, 2024-05-01T12:00/2024-09-20T08:00}.
 *
 * <p>The latitudes: from the first, up to the second, which belongs to the next sea. The gears: {@code all}, {@code all
 * except} some, or a list; words as the registry has them, blanks between. The periods: of every year, or of one year
 * with its dates, which then takes the place of the yearly one in that calendar year: so an opening that is moved is one
 * more period. Local time; ends are exclusive, so at 12:00:00 the sea is open.
 */
final class SeasonTable {
    private static final String EXCEPT = "all except ";
    private static final int YEARLY_LENGTH = "MM-ddTHH:mm".length();
    /** A year in which a yearly date must be a date; 29 February is none. */
    private static final String ANY_YEAR = "2023-";

    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;

    private final List<Season> seasons = new ArrayList<>();

    SeasonTable(SortedMap<String, String> entries, ZoneId timeZone) {
        entries.forEach((name, text) -> seasons.add(parse(name, text, timeZone)));
    }

    /** A parameter of that form; by default as the notice of 2023-03-13 has them, with the opening that a typhoon moved in 2024. */
    static Parameter parameter(String name, String meaning, String meaningZh) {
        return Parameter.textsByName(
                name,
                new TreeMap<>(Map.of(
                        "north", "35..41.5; all except angling; 05-01T12:00/09-01T12:00",
                        "east",
                                "26.5..35; all except angling; 05-01T12:00/09-16T12:00,"
                                        + " 2024-05-01T12:00/2024-09-20T08:00",
                        "south", "12..26.5; all except angling; 05-01T12:00/08-16T12:00")),
                "LATITUDE..LATITUDE; all, all except GEARS or GEARS; periods with commas between, such as"
                        + " 05-01T12:00/09-16T12:00, or 2024-05-01T12:00/2024-09-20T08:00 in place of that year's",
                "纬度..纬度；all、all except 渔具 或渔具；时段以逗号分隔，如 05-01T12:00/09-16T12:00，或以 2024-05-01T12:00/2024-09-20T08:00 代替该年时段",
                SeasonTable::isWellFormed,
                meaning,
                meaningZh);
    }

    static boolean isWellFormed(String text) {
        try {
            parse("", text, ZoneId.of("Asia/Shanghai"));
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    /** All of them, by name. */
    List<Season> seasons() {
        return seasons;
    }

    /** Whether a season is closed to a vessel at an instant, where it is now. */
    boolean isClosedTo(ReportView view, long timeMillis, List<String> fishingClasses) {
        for (Season season : seasons) {
            if (season.isClosedTo(view, timeMillis, fishingClasses)) {
                return true;
            }
        }
        return false;
    }

    /** One sea's season. */
    static final class Season {
        final String name;
        private final double southDegrees;
        private final double northDegrees;
        private final boolean allBut;
        private final Set<String> gears;
        private final NavigableMap<Long, Boolean> changes;

        private Season(String name, double south, double north, String gears, NavigableMap<Long, Boolean> changes) {
            this.name = name;
            southDegrees = south;
            northDegrees = north;
            allBut = gears.equals("all") || gears.startsWith(EXCEPT);
            String words = gears.equals("all") ? "" : allBut ? gears.substring(EXCEPT.length()) : gears;
            this.gears = words.isBlank() ? Set.of() : Set.of(words.strip().split("\\s+"));
            this.changes = changes;
        }

        boolean holds(double latitude) {
            return latitude >= southDegrees && latitude < northDegrees;
        }

        boolean isOn(long timeMillis) {
            Map.Entry<Long, Boolean> last = changes.floorEntry(timeMillis);
            return last != null && last.getValue();
        }

        long nextChangeAfter(long timeMillis) {
            Long next = changes.higherKey(timeMillis);
            return next == null ? Long.MAX_VALUE : next;
        }

        boolean isClosedTo(String gear) {
            return gears.contains(gear) != allBut;
        }

        /**
         * Whether it is closed to a vessel at an instant, where it is now: by its gears, or where nobody knows them by its class.
         *
         * @param fishingClasses classes of boats that fish or serve those that do
         */
        boolean isClosedTo(ReportView view, long timeMillis, List<String> fishingClasses) {
            if (!holds(view.report().latitude()) || !isOn(timeMillis)) {
                return false;
            }
            List<String> known = VesselFields.texts(view, "gear");
            if (!known.isEmpty()) {
                return known.stream().anyMatch(this::isClosedTo);
            }
            return allBut && view.moverClass() != null && fishingClasses.contains(view.moverClass());
        }
    }

    private static Season parse(String name, String text, ZoneId timeZone) {
        String[] parts = text.split(";", -1);
        String[] latitudes = parts[0].strip().split("\\.\\.", -1);
        if (parts.length != 3 || latitudes.length != 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException(text);
        }
        double south = Double.parseDouble(latitudes[0]);
        double north = Double.parseDouble(latitudes[1]);
        if (!(south >= -90 && north <= 90 && south < north)) {
            throw new IllegalArgumentException(text);
        }
        return new Season(name, south, north, parts[1].strip(), changes(parts[2], timeZone));
    }

    /** Whether it is closed from an instant on, ms. */
    private static NavigableMap<Long, Boolean> changes(String text, ZoneId timeZone) {
        Map<Integer, List<LocalDateTime[]>> byYear = new TreeMap<>();
        Set<Integer> moved = new HashSet<>();
        for (String period : text.split(",", -1)) {
            String[] ends = period.strip().split("/", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException(period);
            }
            if (ends[0].length() > YEARLY_LENGTH) {
                LocalDateTime from = LocalDateTime.parse(ends[0]);
                List<LocalDateTime[]> ofYear = moved.add(from.getYear())
                        ? new ArrayList<>()
                        : byYear.getOrDefault(from.getYear(), new ArrayList<>());
                ofYear.add(new LocalDateTime[] {from, LocalDateTime.parse(ends[1])});
                byYear.put(from.getYear(), ofYear);
            } else {
                addYearly(ends, byYear, moved);
            }
        }
        NavigableMap<Long, Boolean> changes = new TreeMap<>();
        for (List<LocalDateTime[]> ofYear : byYear.values()) {
            for (LocalDateTime[] ends : ofYear) {
                if (!ends[0].isBefore(ends[1])) {
                    throw new IllegalArgumentException(text);
                }
                changes.put(millis(ends[0], timeZone), true);
                changes.put(millis(ends[1], timeZone), false);
            }
        }
        return changes;
    }

    private static void addYearly(String[] ends, Map<Integer, List<LocalDateTime[]>> byYear, Set<Integer> moved) {
        LocalDateTime.parse(ANY_YEAR + ends[0]);
        LocalDateTime.parse(ANY_YEAR + ends[1]);
        int wrap = ends[0].compareTo(ends[1]) < 0 ? 0 : 1;
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            if (!moved.contains(year)) {
                byYear.computeIfAbsent(year, key -> new ArrayList<>()).add(new LocalDateTime[] {
                    LocalDateTime.parse(year + "-" + ends[0]), LocalDateTime.parse((year + wrap) + "-" + ends[1])
                });
            }
        }
    }

    private static long millis(LocalDateTime local, ZoneId timeZone) {
        return local.atZone(timeZone).toInstant().toEpochMilli();
    }
}
