package io.vigil.evaluate;

import io.vigil.geo.ZoneIndex;
import io.vigil.model.ContentHash;
import io.vigil.model.MoverKind;
import io.vigil.model.Tier;
import io.vigil.model.Zone;
import io.vigil.rule.Expression;
import io.vigil.rule.FeedOutageRule;
import io.vigil.rule.Onset;
import io.vigil.rule.Rule;
import io.vigil.rule.RuleConfig;
import io.vigil.rule.RuleKind;
import io.vigil.rule.Stage;
import io.vigil.rule.Subject;
import io.vigil.rule.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A rule, ready to run: of one lane, or of several that have it alike. */
final class CompiledRule {
    /** The first lane that has it. */
    final String lane;

    final String rulesetHash;

    /** Every lane that has it, the first one included. */
    private final List<Lane.Version> lanes = new ArrayList<>();

    final int gate;
    final RuleConfig config;
    final Rule rule;
    final Onset breachOnset;
    final Onset preOnset;
    final SortedMap<String, Object> shownParameters;
    final boolean countsFeeds;
    /** Survives restarts and other rules coming and going. */
    final long identity;

    /** The identity the same rule has in the other of the two lanes live and shadow; 0 in other lanes. */
    final long siblingIdentity;

    /** Changes with everything that decides what it warns of and how urgently, but not with the lane. */
    final long version;

    /** The rules that make its warnings more urgent while they have one open; set once, when all are compiled. */
    List<CompiledRule> raisers = List.of();

    /** The rules of other families than its own: the more urgent of two breaches is made more urgent; set once. */
    List<CompiledRule> otherFamilies = List.of();

    /** What names the feed of a silence, where outages are watched and the rule warns of silence; set once. */
    @Nullable
    FeedOutageRule feeds;

    /** Whether floods of its warnings are watched; set once. */
    boolean isGuarded;

    /** The rules of its lane that say in which state a mover is; set once, when all are compiled. */
    List<CompiledRule> stateTellers = List.of();

    private final ZoneIndex zones;
    private final @Nullable Expression applies;
    private final List<Expression> exemptions = new ArrayList<>();

    CompiledRule(String lane, String rulesetHash, int gate, RuleConfig config, Surroundings surroundings) {
        this.lane = lane(lane, config);
        this.rulesetHash = rulesetHash;
        lanes.add(new Lane.Version(this.lane, rulesetHash));
        this.gate = gate;
        this.config = config;
        rule = config.kind().factory().create(config, surroundings);
        countsFeeds = rule.countsFeeds();
        breachOnset = rule.onset(Stage.BREACH, config.onset());
        preOnset = rule.onset(Stage.PRE, config.onset());
        shownParameters = config.parameters().shown();
        identity = identity(this.lane, config);
        siblingIdentity = siblingIdentity();
        version = ContentHash.bits64(String.join(
                "\n",
                surroundings.timeZone().getId(),
                shownParameters.toString(),
                config.tier().word(),
                config.escalation().toString(),
                config.exemptions().toString(),
                config.raisedBy().toString()));
        zones = surroundings.zones();
        applies = config.applies() == null ? null : Expression.overMover(config.applies());
        config.exemptions().forEach(exemption -> exemptions.add(Expression.overMover(exemption.where())));
    }

    /** The lane in whose name a rule of a ruleset warns. */
    static String lane(String lane, RuleConfig config) {
        return config.mode() == RuleConfig.Mode.SHADOW && lane.equals(Lane.LIVE) ? Lane.SHADOW : lane;
    }

    static long identity(String lane, RuleConfig config) {
        return ContentHash.bits64(
                lane + '\n' + config.id() + '\n' + config.kind().kind());
    }

    /** One more lane has it. */
    void shareWith(Lane.Version other) {
        lanes.add(other);
    }

    List<Lane.Version> lanes() {
        return lanes;
    }

    boolean isIn(String name) {
        return lanes.stream().anyMatch(version -> version.lane().equals(name));
    }

    Onset onset(Stage stage) {
        return stage == Stage.BREACH ? breachOnset : preOnset;
    }

    /** Whether the rule is for that mover; an expression over a field that is not there says no. */
    boolean appliesTo(MoverKind kind, Expression.Scope mover) {
        return rule.judges(kind) && (applies == null || applies.evaluate(mover) == Expression.Answer.YES);
    }

    /** Index of the first exemption that holds, or -1. */
    int exemptionOf(Expression.Scope mover, long timeMillis) {
        for (int i = 0; i < exemptions.size(); i++) {
            boolean inTime = timeMillis < config.exemptions().get(i).untilMillis();
            if (inTime && exemptions.get(i).evaluate(mover) == Expression.Answer.YES) {
                return i;
            }
        }
        return -1;
    }

    /** When the first of its exemptions after that instant runs out, or {@link Long#MAX_VALUE}. */
    long nextExpiryAfter(long timeMillis) {
        long next = Long.MAX_VALUE;
        for (RuleConfig.Exemption exemption : config.exemptions()) {
            if (exemption.untilMillis() > timeMillis) {
                next = Math.min(next, exemption.untilMillis());
            }
        }
        return next;
    }

    /** Changes with the rule and with the zone an episode is about: what floods after a change is found by it. */
    String versionFor(Episode episode) {
        String own = Long.toHexString(version);
        if (episode.zone == Subject.NO_ZONE) {
            return own;
        }
        Zone zone = zones.zone(episode.zone);
        return own + '-' + zone.id() + '-' + ShapeHash.of(zone);
    }

    /** An empty memory of one mover. */
    RuleSlot newSlot() {
        return new RuleSlot(identity, version, rule.memorySize());
    }

    private long siblingIdentity() {
        if (lane.equals(Lane.LIVE)) {
            return identity(Lane.SHADOW, config);
        }
        return lane.equals(Lane.SHADOW) ? identity(Lane.LIVE, config) : 0;
    }

    /** The feed whose silence it warns of: the first of those it names, or that of the last report. */
    String silentSource(String lastSource) {
        return config.parameters().values().get("sources") instanceof List<?> sources && !sources.isEmpty()
                ? String.valueOf(sources.get(0))
                : lastSource;
    }

    /** The tier of an episode of that age. */
    Tier tierAt(long ageMillis) {
        Tier tier = config.tier();
        for (RuleKind.Escalation step : config.escalation()) {
            if (ageMillis >= step.afterMillis()) {
                tier = tier.max(step.tier());
            }
        }
        return tier;
    }

    /** The age at which the next step above a tier comes, or {@link Long#MAX_VALUE}. */
    long nextEscalationAbove(Tier tier) {
        long next = Long.MAX_VALUE;
        for (RuleKind.Escalation step : config.escalation()) {
            if (step.tier().compareTo(tier) > 0) {
                next = Math.min(next, step.afterMillis());
            }
        }
        return next;
    }
}
