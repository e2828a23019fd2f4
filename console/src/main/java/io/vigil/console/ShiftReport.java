package io.vigil.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.console.access.User;
import io.vigil.console.record.WarningTransition;
import io.vigil.console.report.Table;
import io.vigil.console.store.DeskStore.Silence;
import io.vigil.console.store.StatisticsStore;
import io.vigil.console.store.StatisticsStore.Acts;
import io.vigil.console.world.Ground;
import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import io.vigil.rule.RuleCatalog;
import io.vigil.rule.RuleKind;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the report with which one shift hands over to the next. */
final class ShiftReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final DeskApi desk;
    private final LiveState live;
    private final StatisticsStore statistics;
    private final Ground ground;

    ShiftReport(DeskApi desk, LiveState live, StatisticsStore statistics, Ground ground) {
        this.desk = desk;
        this.live = live;
        this.statistics = statistics;
        this.ground = ground;
    }

    /**
     * What a shift leaves behind: the warnings detected in its time, as they stand now, newest first; what was done with
     * them; and which rules are silent for whom.
     */
    final class Report {
        private final Instant from;
        private final Instant to;
        private final List<WarningTransition> warnings;
        private final List<Acts> acts;
        private final List<Silence> silences;

        private Report(Instant from, Instant to, User user) {
            this.from = from;
            this.to = to;
            this.warnings = desk.history(from, to, "", user);
            this.acts = statistics.acts(from, to, user.scope());
            this.silences = desk.silences(user);
        }

        /** Writes it as one object. */
        void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("from", from.toString());
            out.writeStringField("to", to.toString());
            writeTiers(out);
            out.writeArrayFieldStart("acts");
            for (Acts act : acts) {
                out.writeStartObject();
                out.writeStringField("by", act.by());
                out.writeStringField("word", act.word());
                out.writeNumberField("count", act.count());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("open");
            for (WarningTransition warning : warnings) {
                if (warning.isOpen()) {
                    live.writeWarning(out, warning);
                }
            }
            out.writeEndArray();
            out.writeArrayFieldStart("silences");
            for (Silence silence : silences) {
                out.writeStartObject();
                out.writeStringField("rule", silence.rule());
                out.writeStringField("mover", silence.mover());
                out.writeStringField("until", silence.until().toString());
                out.writeStringField("by", silence.by());
                out.writeStringField("reason", silence.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }

        /** Its tables, in Chinese and English. */
        List<Table> tables() {
            List<List<?>> rows = new ArrayList<>();
            for (WarningTransition warning : warnings) {
                rows.add(row(warning));
            }
            List<List<?>> done = new ArrayList<>();
            acts.forEach(act -> done.add(List.of(act.by(), act.word(), act.count())));
            List<List<?>> silent = new ArrayList<>();
            silences.forEach(silence -> silent.add(
                    List.of(silence.rule(), silence.mover(), time(silence.until()), silence.by(), silence.reason())));
            return List.of(
                    new Table(
                            "预警 Warnings",
                            List.of(
                                    "成立 Detected",
                                    "等级 Tier",
                                    "状态 State",
                                    "规则 Rule",
                                    "类别 Kind",
                                    "目标 Movers",
                                    "区域 Zone",
                                    "内容",
                                    "Message",
                                    "处置 Done",
                                    "编号 Id"),
                            rows),
                    new Table("处置 Acts", List.of("人员 By", "动作 Act", "次数 Count"), done),
                    new Table("静默 Silences", List.of("规则 Rule", "目标 Mover", "至 Until", "人员 By", "理由 Reason"), silent));
        }

        private List<?> row(WarningTransition warning) {
            RuleKind kind = RuleCatalog.kind(warning.kind());
            return List.of(
                    time(Instant.ofEpochMilli(warning.detectedMillis())),
                    warning.tier().word(),
                    warning.state().word(),
                    warning.rule(),
                    kind == null ? warning.kind() : kind.nameZh() + ' ' + kind.nameEn(),
                    warning.movers().stream().map(MoverId::text).collect(Collectors.joining(" ")),
                    warning.zone() == null ? "" : ground.nameOf(warning.zone()),
                    warning.messageZh(),
                    warning.messageEn(),
                    live.desk().done(warning.warningId()),
                    warning.warningId());
        }

        private void writeTiers(JsonGenerator out) throws IOException {
            Map<Tier, Integer> all = new EnumMap<>(Tier.class);
            Map<Tier, Integer> open = new EnumMap<>(Tier.class);
            for (WarningTransition warning : warnings) {
                all.merge(warning.tier(), 1, Integer::sum);
                open.merge(warning.tier(), warning.isOpen() ? 1 : 0, Integer::sum);
            }
            out.writeObjectFieldStart("tiers");
            for (Tier tier : Tier.values()) {
                out.writeObjectFieldStart(tier.word());
                out.writeNumberField("warnings", all.getOrDefault(tier, 0));
                out.writeNumberField("open", open.getOrDefault(tier, 0));
                out.writeEndObject();
            }
            out.writeEndObject();
        }
    }

    /** The report of a time of the data, for what the user may see. */
    Report of(Instant from, Instant to, User user) {
        return new Report(from, to, user);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
