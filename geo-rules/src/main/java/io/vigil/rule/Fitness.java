package io.vigil.rule;

import io.vigil.model.IdentityReport;
import io.vigil.model.RegistryRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a boat may leave port (适航、适岗): by its status, its certificates and its hands. What ought to be known of it and is
 * not is no proof of fitness: a certificate that is asked for by name and not in the record is missing, and hands that nobody
 * declared are too few once the declaration is due. A boat that is in no registry is not judged.
 */
final class Fitness {
    private static final Map<String, String> CERTIFICATES_ZH = Map.of(
            "inspection", "检验证书",
            "seaworthiness", "适航证书",
            "nationality", "国籍证书",
            "safety", "安全证书",
            "fishingLicence", "捕捞许可证",
            "permit", "许可证");

    private static final Map<String, String> STATUSES_ZH = Map.of(
            "banned", "禁止离港",
            "detained", "扣押",
            "revoked", "证书吊销");

    private final List<String> certificates;
    private final int leastCrew;
    private final List<String> bannedStatus;

    /**
     * @param certificates that must be valid; empty means every one the record names
     * @param leastCrew fewest hands; 0: what the record says
     * @param bannedStatus statuses that keep a boat ashore
     */
    Fitness(List<String> certificates, int leastCrew, List<String> bannedStatus) {
        this.certificates = certificates;
        this.leastCrew = leastCrew;
        this.bannedStatus = bannedStatus;
    }

    /** What is wrong, in both languages. */
    record Fault(String zh, String en) {}

    /**
     * Why it may not leave port, or null.
     *
     * @param isDeclarationDue whether its hands must have been declared by now
     */
    @Nullable
    Fault fault(ReportView view, boolean isDeclarationDue) {
        RegistryRecord record = view.registry();
        if (record == null) {
            return null;
        }
        for (String status : record.statuses()) {
            if (bannedStatus.contains(status)) {
                String zh = STATUSES_ZH.getOrDefault(status, RegistryStatusNames.zh(status));
                return new Fault("登记状态为“" + zh + "”", "status " + status);
            }
        }
        Fault certificate = certificate(record.expiries(), view.timeMillis());
        return certificate == null ? crew(view, isDeclarationDue) : certificate;
    }

    private @Nullable Fault certificate(Map<String, Long> expiries, long timeMillis) {
        for (String name : certificates.isEmpty() ? List.copyOf(expiries.keySet()) : certificates) {
            Long expiry = expiries.get(name);
            if (expiry == null || timeMillis >= expiry) {
                String zh = CERTIFICATES_ZH.getOrDefault(name, "证书“" + name + "”");
                return expiry == null
                        ? new Fault("无" + zh, "no certificate " + name)
                        : new Fault(zh + "过期", "certificate " + name + " expired");
            }
        }
        return null;
    }

    private @Nullable Fault crew(ReportView view, boolean isDeclarationDue) {
        double needed = leastCrew > 0 ? leastCrew : VesselFields.number(view, "leastCrew");
        String declared = view.claim(IdentityReport.CREW);
        if (!(needed > 0) || declared == null && !isDeclarationDue) {
            return null;
        }
        if (declared == null) {
            return new Fault("未申报船员,最低配员" + (long) needed + "人", "no hands declared, needed " + (long) needed);
        }
        return Integer.parseInt(declared) < needed
                ? new Fault(
                        "配员" + declared + "人,最低" + (long) needed + "人",
                        "crew of " + declared + ", needed " + (long) needed)
                : null;
    }
}
