package io.vigil.rule;

import java.util.Map;

/** What the statuses of the registry are called on Chinese screens. */
final class RegistryStatusNames {
    /** What the name of a status ends in that follows from a date of validity. */
    static final String EXPIRED = "-expired";

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("scrapped", "报废"),
            Map.entry("wanted", "涉案"),
            Map.entry("hit-and-run", "事故逃逸"),
            Map.entry("accident-open", "事故未处理"),
            Map.entry("missed-inspection", "漏检漏验"),
            Map.entry("inspection-overdue", "逾期未检验"),
            Map.entry("inspection-expired", "逾期未检验"),
            Map.entry("permit-unreviewed", "未审验"),
            Map.entry("permit-expired", "运输证过期"),
            Map.entry("revoked", "驾驶证吊销"),
            Map.entry("suspended", "驾驶证暂扣"),
            Map.entry("licence-expired", "驾驶证过期"));

    private RegistryStatusNames() {}

    /** The Chinese name, or the word itself where there is none. */
    static String zh(String status) {
        return CHINESE.getOrDefault(status, status);
    }
}
