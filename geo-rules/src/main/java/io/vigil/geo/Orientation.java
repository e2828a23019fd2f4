package io.vigil.geo;

/**
 * On which side of a line a point lies, exactly: the sign of the determinant of the very doubles given, by a filter
 * that settles nearly all calls and, where it cannot, by a sum of exact products (J. R. Shewchuk, "Adaptive Precision
 * Floating-Point Arithmetic and Fast Robust Geometric Predicates", 1997).
 *
 * <p>Exact for coordinates that are 0 or whose magnitude lies between 1e-140 and 1e140.
 */
final class Orientation {
    /**
     * (3 + 16 u) u with u = 2^-53: Shewchuk's bound on the rounding error of the determinant, relative to its terms.
     */
    static final double ERROR_BOUND = (3 + 16 * 0x1p-53) * 0x1p-53;

    private Orientation() {}

    /** 1 where p lies left of the line from a to b, -1 right of it, 0 on it. */
    static int sign(double ax, double ay, double bx, double by, double px, double py) {
        double left = (ax - px) * (by - py);
        double right = (ay - py) * (bx - px);
        double determinant = left - right;
        double error = ERROR_BOUND * (Math.abs(left) + Math.abs(right));
        if (determinant > error) {
            return 1;
        }
        if (determinant < -error) {
            return -1;
        }
        return exactSign(ax, ay, bx, by, px, py);
    }

    private static int exactSign(double ax, double ay, double bx, double by, double px, double py) {
        boolean leftIsZero = ax == px || by == py;
        boolean rightIsZero = ay == py || bx == px;
        if (leftIsZero && rightIsZero) {
            return 0;
        }
        double[] sum = new double[12];
        int n = addProduct(sum, 0, ax, by);
        n = addProduct(sum, n, -ax, py);
        n = addProduct(sum, n, -px, by);
        n = addProduct(sum, n, -ay, bx);
        n = addProduct(sum, n, ay, px);
        n = addProduct(sum, n, py, bx);
        for (int i = n - 1; i >= 0; i--) {
            if (sum[i] != 0) {
                return sum[i] > 0 ? 1 : -1;
            }
        }
        return 0;
    }

    private static int addProduct(double[] sum, int n, double x, double y) {
        double high = x * y;
        return add(sum, add(sum, n, Math.fma(x, y, -high)), high);
    }

    /** Grows a non-overlapping sum, smallest part first, by one number without error. */
    private static int add(double[] sum, int n, double value) {
        double carry = value;
        for (int i = 0; i < n; i++) {
            double part = sum[i];
            double total = carry + part;
            double virtual = total - carry;
            sum[i] = (carry - (total - virtual)) + (part - virtual);
            carry = total;
        }
        sum[n] = carry;
        return n + 1;
    }
}
