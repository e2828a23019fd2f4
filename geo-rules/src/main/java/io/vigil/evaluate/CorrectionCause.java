package io.vigil.evaluate;

/** Why the past of a mover was judged again. */
enum CorrectionCause {
    /** Events came late. */
    LATE_DATA("late-data", "补传数据表明不成立", "late reports show otherwise"),
    /** Rules, zones, routes, weather or orders were known only after events they judge. */
    RULE_CHANGED("rule-changed", "按其时有效的规则不成立", "the rules that hold say otherwise"),
    /** A record of the mover or its driver was known only after events it holds for. */
    REGISTRY_CHANGED("registry-changed", "按登记信息不成立", "the registry says otherwise");

    private final String reason;
    private final String zh;
    private final String en;

    CorrectionCause(String reason, String zh, String en) {
        this.reason = reason;
        this.zh = zh;
        this.en = en;
    }

    /** As in messages. */
    String reason() {
        return reason;
    }

    String withdrawnZh(String sentence) {
        return "已撤销(" + zh + "):" + sentence;
    }

    String withdrawnEn(String sentence) {
        return "withdrawn, " + en + ": " + sentence;
    }
}
