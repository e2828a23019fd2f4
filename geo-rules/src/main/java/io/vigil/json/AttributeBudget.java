package io.vigil.json;

/** Counts the values in the attributes of a file's zones: they stay in memory, each far larger than its text. */
final class AttributeBudget {
    /** More values of one file are refused. */
    static final long MAX_VALUES = 2_000_000;

    private long values;

    /** Whether there is room for this feature; says so once where there is not. */
    boolean admits(JsonFields properties) {
        boolean hadRoom = values <= MAX_VALUES;
        values += JsonFields.count(properties.node().path("attributes"));
        if (hadRoom && values > MAX_VALUES) {
            properties.fault(
                    "attributes of the file have more than " + MAX_VALUES + " values", "leave out what no rule reads");
        }
        return values <= MAX_VALUES;
    }
}
