package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.vigil.console.access.Permission;
import io.vigil.console.access.User;
import io.vigil.console.report.CsvText;
import io.vigil.console.report.Table;
import io.vigil.console.report.Wilson;
import io.vigil.console.report.XlsxFile;
import io.vigil.console.store.AuditStore;
import io.vigil.console.store.DeskStore;
import io.vigil.console.store.StatisticsStore;
import io.vigil.console.store.StatisticsStore.By;
import io.vigil.console.store.StatisticsStore.Count;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statistics with precision from dispositions, and the report of a shift. */
final class ReportApi {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final StatisticsStore statistics;
    private final ShiftReport shifts;
    private final DeskStore desk;
    private final AuditStore audit;

    ReportApi(StatisticsStore statistics, ShiftReport shifts, DeskStore desk, AuditStore audit) {
        this.statistics = statistics;
        this.shifts = shifts;
        this.desk = desk;
        this.audit = audit;
    }

    /** A time from an instant on, before another one. */
    record Span(Instant from, Instant to) {}

    void register(Api api) {
        api.get("/api/statistics", Permission.VIEW, this::statistics);
        api.get("/api/shift", Permission.VIEW, (ctx, user) -> {
            Span span = span(ctx);
            Api.json(ctx, shifts.of(span.from(), span.to(), user)::write);
        });
        api.get(
                "/api/shift.csv",
                Permission.VIEW,
                (ctx, user) -> file(ctx, mayTakeAway(api, user), "csv", "text/csv; charset=utf-8", CsvText::of));
        api.get(
                "/api/shift.xlsx",
                Permission.VIEW,
                (ctx, user) -> file(ctx, mayTakeAway(api, user), "xlsx", XLSX, XlsxFile::of));
        api.post("/api/handovers", Permission.ACT, this::handOver);
    }

    /** Files go where nobody hides anything any more. */
    private static User mayTakeAway(Api api, User user) {
        if (api.hidesPlatesFrom(user)) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "plates are hidden from your roles; so are files");
        }
        return user;
    }

    private void statistics(Context ctx, User user) {
        Span span = span(ctx);
        Map<By, List<Count>> counts = new java.util.EnumMap<>(By.class);
        for (By by : By.values()) {
            counts.put(by, statistics.count(by, span.from(), span.to(), user.scope()));
        }
        Api.json(ctx, out -> {
            out.writeStartObject();
            out.writeStringField("from", span.from().toString());
            out.writeStringField("to", span.to().toString());
            for (Map.Entry<By, List<Count>> one : counts.entrySet()) {
                out.writeArrayFieldStart("by" + one.getKey().name().charAt(0)
                        + one.getKey().name().substring(1).toLowerCase(java.util.Locale.ROOT));
                for (Count count : one.getValue()) {
                    write(out, count);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }

    /** Precision counts what the desk called right or wrong; what it called otherwise says nothing of the rule. */
    private static void write(JsonGenerator out, Count count) throws IOException {
        Wilson precision = Wilson.of(count.confirmed(), count.confirmed() + count.wrong());
        out.writeStartObject();
        out.writeStringField("key", count.key());
        out.writeNumberField("warnings", count.warnings());
        out.writeNumberField("confirmed", count.confirmed());
        out.writeNumberField("false", count.wrong());
        out.writeNumberField("other", count.other());
        if (count.ackSeconds() != null) {
            out.writeNumberField("ackSeconds", count.ackSeconds());
        }
        if (!Double.isNaN(precision.share())) {
            out.writeNumberField("precision", precision.share());
            out.writeNumberField("precisionLow", precision.low());
            out.writeNumberField("precisionHigh", precision.high());
        }
        out.writeEndObject();
    }

    private void file(Context ctx, User user, String extension, String type, Function<List<Table>, byte[]> format) {
        Span span = span(ctx);
        List<Table> tables = shifts.of(span.from(), span.to(), user).tables();
        audit.add(user.name(), "export", "shift." + extension, span.from() + " to " + span.to());
        String name = "vigil-shift-" + span.from().toString().substring(0, 10) + '.' + extension;
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + '"');
        ctx.contentType(type).result(format.apply(tables));
    }

    private void handOver(Context ctx, User user) {
        JsonNode body = Api.body(ctx);
        Instant from = Api.time("from", Api.required(body, "from", 40));
        Instant to = Api.time("to", Api.required(body, "to", 40));
        desk.handOver(from, to, user.name(), Api.required(body, "takenBy", 60), Api.text(body, "note", 1_000));
        ctx.status(HttpStatus.CREATED);
    }

    /** The time asked for; else the last twelve hours of what is stored, which may have been simulated. */
    private Span span(Context ctx) {
        @Nullable
        Instant last = ctx.queryParam("to") == null ? statistics.span().get("last") : null;
        Instant to = Api.time(ctx, "to", last == null ? Instant.now() : last.plusSeconds(1));
        Instant from = Api.time(ctx, "from", to.minus(Duration.ofHours(12)));
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw RefusedException.wrong("from must be before to by at most " + LONGEST.toDays() + " days");
        }
        return new Span(from, to);
    }
}
