package io.vigil.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every rule kind there is, one line each, in the order of the catalogue. */
public final class RuleCatalog {
    private static final List<RuleKind> KINDS = List.of(
            ForbiddenZoneRule.KIND,
            NightRunRule.KIND,
            CurfewRule.KIND,
            DrivingTimeRule.KIND,
            OverspeedRule.KIND,
            OffRouteRule.KIND,
            AbnormalStopRule.KIND,
            LongDescentRule.KIND,
            OfflineDisplacementRule.KIND,
            RegistryStatusRule.KIND,
            ClonedPlateRule.KIND,
            RepeatOffenderRule.KIND,
            DeviceAlarmRule.KIND,
            TrackQualityRule.KIND,
            ClosedAreaRule.KIND,
            ClosedSeasonRule.KIND,
            NavigationAreaRule.KIND,
            ReturnToPortRule.KIND,
            WeatherLimitRule.KIND,
            FormationBreakRule.KIND,
            GoingDarkRule.KIND,
            UnidentifiedTrackRule.KIND,
            EncounterRule.KIND,
            SandTransferRule.KIND,
            LoiteringRule.KIND,
            CollisionRiskRule.KIND,
            ChannelOccupationRule.KIND,
            FishingActivityRule.KIND,
            PairTrawlingRule.KIND,
            DistressRule.KIND,
            IdentityConflictRule.KIND,
            PortComplianceRule.KIND,
            ShoreApproachRule.KIND,
            ClosedWaterRule.KIND,
            ConditionRule.KIND);

    private RuleCatalog() {}

    /** All kinds. */
    public static List<RuleKind> kinds() {
        return KINDS;
    }

    /** The kind of that name, or null. */
    public static @Nullable RuleKind kind(String name) {
        for (RuleKind kind : KINDS) {
            if (kind.kind().equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
