package io.vigil.console.store;

import io.vigil.console.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts over stored warnings and what was done with them. Notices ahead of a breach are not counted. */
public final class StatisticsStore {
    /** By what warnings are counted. */
    public enum By {
        RULE("w.rule"),
        TIER("w.tier"),
        HOUR("to_char(w.detected at time zone 'Asia/Shanghai', 'HH24')"),
        ZONE("coalesce(w.zone, '')"),
        DAY("to_char(w.detected at time zone 'Asia/Shanghai', 'YYYY-MM-DD')");

        private final String expression;

        By(String expression) {
            this.expression = expression;
        }
    }

    /**
     * One line.
     *
     * @param key the rule, tier, hour or zone
     * @param warnings warnings raised
     * @param confirmed of them confirmed by the desk
     * @param wrong of them called false
     * @param other of them disposed otherwise
     * @param ackSeconds median time until somebody acknowledged, seconds, or null when nobody did
     */
    public record Count(
            String key, long warnings, long confirmed, long wrong, long other, @Nullable Double ackSeconds) {}

    /**
     * What somebody did with the warnings of a time.
     *
     * @param by his name
     * @param word the step
     * @param count how often
     */
    public record Acts(String by, String word, long count) {}

    private static final String VISIBLE =
            """
            (? or exists (select 1 from unnest(w.codes) code, unnest(?::text[]) prefix where code like prefix || '%'))""";

    private static final String COUNT =
            """
            select %s as key, count(*) as warnings,
              count(*) filter (where o.word = 'confirmed') as confirmed,
              count(*) filter (where o.word = 'false') as wrong,
              count(*) filter (where o.word not in ('confirmed', 'false')) as other,
              percentile_cont(0.5) within group (order by extract(epoch from a.at - w.stored_at)) as ack_seconds
            from warning w
            left join lateral (select word from step s where s.warning_id = w.warning_id
              and s.word not in ('ack', 'dispatch') order by s.id desc limit 1) o on true
            left join lateral (select min(at) as at from step s where s.warning_id = w.warning_id) a on true
            where w.detected >= ? and w.detected < ? and w.stage = 'breach' and\s"""
                    + VISIBLE
                    + " group by 1 order by 1";

    private static final String ACTS =
            "select s.by_user, s.word, count(*) from step s join warning w using (warning_id)"
                    + " where w.detected >= ? and w.detected < ? and " + VISIBLE + " group by 1, 2 order by 1, 2";

    private final Database database;

    public StatisticsStore(Database database) {
        this.database = database;
    }

    /** Warnings detected in a time that the scope sees, by that. */
    public List<Count> count(By by, Instant from, Instant to, Scope scope) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                String.format(COUNT.replace("|| '%'", "|| '%%'"), by.expression),
                row -> new Count(
                        row.getString("key"),
                        row.getLong("warnings"),
                        row.getLong("confirmed"),
                        row.getLong("wrong"),
                        row.getLong("other"),
                        (Double) row.getObject("ack_seconds")),
                from,
                to,
                scope.everywhere(),
                scope.codes()));
    }

    /** What was done with warnings detected in a time that the scope sees. */
    public List<Acts> acts(Instant from, Instant to, Scope scope) {
        return database.inTransaction(connection -> Sql.query(
                connection,
                ACTS,
                row -> new Acts(row.getString(1), row.getString(2), row.getLong(3)),
                from,
                to,
                scope.everywhere(),
                scope.codes()));
    }

    /** Earliest and latest {@code detected} there is, or nothing. */
    public TreeMap<String, Instant> span() {
        return database.inTransaction(connection -> {
            TreeMap<String, Instant> span = new TreeMap<>();
            Sql.query(connection, "select min(detected) as first, max(detected) as last from warning", row -> {
                Instant first = Sql.instantOrNull(row, "first");
                Instant last = Sql.instantOrNull(row, "last");
                if (first != null && last != null) {
                    span.put("first", first);
                    span.put("last", last);
                }
                return true;
            });
            return span;
        });
    }
}
