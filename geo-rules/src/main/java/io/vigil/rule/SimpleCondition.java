package io.vigil.rule;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of CEL that most conditions keep to, evaluated without the interpreter and some fifty times as fast: fields
 * compared with constants, flags, membership in a list of constants, {@code size}, {@code has}, and, or, not.
 *
 * <p>It gives the interpreter's answer or none: where types meet that it does not know for sure, the answer is
 * {@link Truth#DEFER}, and the interpreter is asked. An absent field is an error in CEL, and errors and falsehoods combine
 * by Kleene's logic: {@code false && error} is false in either order.
 */
abstract class SimpleCondition {
    /** What a part of a condition comes to. */
    enum Truth {
        YES,
        NO,
        /** A field is absent. */
        ERROR,
        /** The interpreter has to be asked. */
        DEFER
    }

    abstract Truth evaluate(Variables variables);

    /** The condition for a checked expression, or null where any part of it is beyond the simple ones. */
    static @Nullable SimpleCondition of(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT -> ofSelect(expression);
            case CALL -> ofCall(expression.call());
            default -> null;
        };
    }

    private static @Nullable SimpleCondition ofSelect(CelExpr expression) {
        Path path = Path.of(expression);
        if (path == null) {
            return null;
        }
        if (!expression.select().testOnly()) {
            return new Flag(path);
        }
        return path.sub == null ? new Has(path) : null;
    }

    private static @Nullable SimpleCondition ofCall(CelExpr.CelCall call) {
        List<CelExpr> args = call.args();
        if (call.target().isPresent() || args.isEmpty() || args.size() > 2) {
            return null;
        }
        switch (call.function()) {
            case "!_":
                SimpleCondition negated = of(args.get(0));
                return negated == null ? null : new Not(negated);
            case "_&&_", "_||_":
                SimpleCondition left = of(args.get(0));
                SimpleCondition right = of(args.get(1));
                return left == null || right == null
                        ? null
                        : new Both(left, right, call.function().equals("_&&_") ? Truth.NO : Truth.YES);
            case "@in":
                return ofMembership(args.get(0), args.get(1));
            default:
                return args.size() == 2 ? ofComparison(call.function(), args.get(0), args.get(1)) : null;
        }
    }

    private static @Nullable SimpleCondition ofMembership(CelExpr member, CelExpr list) {
        Path path = Path.of(member);
        if (path == null || list.getKind() != CelExpr.ExprKind.Kind.LIST) {
            return null;
        }
        Set<String> elements = new HashSet<>();
        for (CelExpr element : list.list().elements()) {
            if (!(constant(element) instanceof String text)) {
                return null;
            }
            elements.add(text);
        }
        return new IsIn(path, elements);
    }

    private static @Nullable SimpleCondition ofComparison(String function, CelExpr left, CelExpr right) {
        Relation relation = Relation.of(function);
        Object constant = constant(right);
        Path path = Path.of(left);
        if (relation == null || constant == null) {
            return null;
        }
        if (path != null) {
            return new Comparison(path, false, relation, constant);
        }
        Path counted = sizeOperand(left);
        return counted != null && constant instanceof Long ? new Comparison(counted, true, relation, constant) : null;
    }

    private static @Nullable Path sizeOperand(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
            return null;
        }
        CelExpr.CelCall call = expression.call();
        boolean isSize = call.function().equals("size")
                && call.target().isEmpty()
                && call.args().size() == 1;
        return isSize ? Path.of(call.args().get(0)) : null;
    }

    private static @Nullable Object constant(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return null;
        }
        CelConstant constant = expression.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            default -> null;
        };
    }

    /** {@code root.name} or {@code root.name.sub}. */
    private record Path(String root, String name, @Nullable String sub) {
        static @Nullable Path of(CelExpr expression) {
            List<String> names = new ArrayList<>();
            CelExpr at = expression;
            while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
                if (at != expression && at.select().testOnly()) {
                    return null;
                }
                names.add(0, at.select().field());
                at = at.select().operand();
            }
            if (at.getKind() != CelExpr.ExprKind.Kind.IDENT || names.isEmpty() || names.size() > 2) {
                return null;
            }
            return new Path(at.ident().name(), names.get(0), names.size() == 2 ? names.get(1) : null);
        }

        /** The value, null where it is absent, or {@link Truth#DEFER}. */
        @Nullable
        Object value(Variables variables) {
            return sub == null ? variables.field(root, name) : variables.field(root, name, sub);
        }
    }

    private enum Relation {
        EQUAL("_==_"),
        UNEQUAL("_!=_"),
        LESS("_<_"),
        AT_MOST("_<=_"),
        GREATER("_>_"),
        AT_LEAST("_>=_");

        private final String function;

        Relation(String function) {
            this.function = function;
        }

        static @Nullable Relation of(String function) {
            for (Relation relation : values()) {
                if (relation.function.equals(function)) {
                    return relation;
                }
            }
            return null;
        }

        boolean isOrder() {
            return this != EQUAL && this != UNEQUAL;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    private static Truth truth(boolean value) {
        return value ? Truth.YES : Truth.NO;
    }

    private static final class Flag extends SimpleCondition {
        private final Path path;

        Flag(Path path) {
            this.path = path;
        }

        @Override
        Truth evaluate(Variables variables) {
            Object value = path.value(variables);
            return value == null ? Truth.ERROR : value instanceof Boolean flag ? truth(flag) : Truth.DEFER;
        }
    }

    private static final class Has extends SimpleCondition {
        private final Path path;

        Has(Path path) {
            this.path = path;
        }

        @Override
        Truth evaluate(Variables variables) {
            return truth(path.value(variables) != null);
        }
    }

    private static final class Not extends SimpleCondition {
        private final SimpleCondition negated;

        Not(SimpleCondition negated) {
            this.negated = negated;
        }

        @Override
        Truth evaluate(Variables variables) {
            Truth truth = negated.evaluate(variables);
            return truth == Truth.YES ? Truth.NO : truth == Truth.NO ? Truth.YES : truth;
        }
    }

    private static final class Both extends SimpleCondition {
        private final SimpleCondition left;
        private final SimpleCondition right;
        /** The answer of one side that decides whatever the other says. */
        private final Truth deciding;

        Both(SimpleCondition left, SimpleCondition right, Truth deciding) {
            this.left = left;
            this.right = right;
            this.deciding = deciding;
        }

        @Override
        Truth evaluate(Variables variables) {
            Truth first = left.evaluate(variables);
            if (first == deciding || first == Truth.DEFER) {
                return first;
            }
            Truth second = right.evaluate(variables);
            return second == deciding || second == Truth.DEFER || first != Truth.ERROR ? second : Truth.ERROR;
        }
    }

    private static final class IsIn extends SimpleCondition {
        private final Path path;
        private final Set<String> elements;

        IsIn(Path path, Set<String> elements) {
            this.path = path;
            this.elements = elements;
        }

        @Override
        Truth evaluate(Variables variables) {
            Object value = path.value(variables);
            return value == null
                    ? Truth.ERROR
                    : value instanceof String text ? truth(elements.contains(text)) : Truth.DEFER;
        }
    }

    private static final class Comparison extends SimpleCondition {
        private final Path path;
        private final boolean ofSize;
        private final Relation relation;
        private final Object constant;

        Comparison(Path path, boolean ofSize, Relation relation, Object constant) {
            this.path = path;
            this.ofSize = ofSize;
            this.relation = relation;
            this.constant = constant;
        }

        @Override
        Truth evaluate(Variables variables) {
            Object value = path.value(variables);
            if (value == null) {
                return Truth.ERROR;
            }
            if (ofSize) {
                return value instanceof List<?> list && constant instanceof Long bound
                        ? truth(relation.holds(Long.compare(list.size(), bound)))
                        : Truth.DEFER;
            }
            if (value instanceof Double number && constant instanceof Double bound) {
                return truth(relation.holds(compare(number, bound)));
            }
            if (value instanceof Long number && constant instanceof Long bound) {
                return truth(relation.holds(number.compareTo(bound)));
            }
            boolean comparesText = value instanceof String && constant instanceof String
                    || value instanceof Boolean && constant instanceof Boolean;
            return comparesText && !relation.isOrder()
                    ? truth(value.equals(constant) == (relation == Relation.EQUAL))
                    : Truth.DEFER;
        }

        /** Unlike {@link Double#compare}, both zeros are equal. */
        private static int compare(double a, double b) {
            return a < b ? -1 : a > b ? 1 : 0;
        }
    }
}
