package io.vigil.model;

/**
 * A share with its 95 % confidence interval by E. B. Wilson (1927), which stays within 0 and 1 and is honest for few cases.
 *
 * @param share successes among all, or NaN where there was no case
 * @param low lower end, NaN where there was no case
 * @param high upper end, NaN where there was no case
 */
public record Wilson(double share, double low, double high) {
    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** The share of successes among cases. */
    public static Wilson of(int successes, int cases) {
        if (cases == 0) {
            return new Wilson(Double.NaN, Double.NaN, Double.NaN);
        }
        double share = (double) successes / cases;
        double scale = 1 + Z * Z / cases;
        double centre = (share + Z * Z / (2 * cases)) / scale;
        double half = Z / scale * Math.sqrt(share * (1 - share) / cases + Z * Z / (4.0 * cases * cases));
        // At the ends the formula gives exactly 0 and 1, but for rounding.
        double low = successes == 0 ? 0 : centre - half;
        double high = successes == cases ? 1 : centre + half;
        return new Wilson(share, low, high);
    }
}
