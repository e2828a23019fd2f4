package io.vigil.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.vigil.model.StatusFlag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition in the Common Expression Language, checked when a ruleset is loaded.
 *
 * <p>{@code mover} has {@code id}, {@code kind}, {@code identity}, {@code class} and what the mover claims of itself;
 * {@code registry} has the fields of its registry record, with {@code routes}, {@code permits} and {@code status} always
 * there; {@code report} and {@code zones} exist only in rules of the kind {@code condition}.
 */
public final class Expression {
    /** The longest text accepted. */
    public static final int MAX_LENGTH = 4096;

    private static final CelType ANYTHING = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private static final List<String> STATUS_FLAGS =
            Arrays.stream(StatusFlag.values()).map(StatusFlag::word).toList();

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern FIELD = Pattern.compile("(?<![\\w.])report\\s*\\.\\s*(\\w+)(?:\\s*\\.\\s*(\\w+))?");

    private final String text;
    private final CelRuntime.Program program;
    /** The same without the interpreter, where the expression is simple enough. */
    private final @Nullable SimpleCondition simple;

    private Expression(String text, CelRuntime.Program program, @Nullable SimpleCondition simple) {
        this.text = text;
        this.program = program;
        this.simple = simple;
    }

    /**
     * A condition over {@code mover} and {@code registry}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Expression overMover(String text) {
        return compile(text, false);
    }

    /**
     * A condition over {@code report}, {@code zones}, {@code mover} and {@code registry}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Expression overReport(String text) {
        return compile(text, true);
    }

    /** Answers of {@link #evaluate}. */
    public enum Answer {
        YES,
        NO,
        /** A field it needs is not there, or is not of the kind it needs. */
        UNKNOWN
    }

    /** What {@link #overMover} expressions are evaluated over; see {@link MoverFields#scope}. */
    public static final class Scope {
        private final Variables variables;

        Scope(Variables variables) {
            this.variables = variables;
        }
    }

    /** Evaluates it; a missing field makes the answer unknown, it never throws. */
    public Answer evaluate(Scope scope) {
        return evaluate(scope.variables);
    }

    Answer evaluate(Variables variables) {
        if (simple != null) {
            SimpleCondition.Truth truth = simple.evaluate(variables);
            if (truth != SimpleCondition.Truth.DEFER) {
                return truth == SimpleCondition.Truth.YES
                        ? Answer.YES
                        : truth == SimpleCondition.Truth.NO ? Answer.NO : Answer.UNKNOWN;
            }
        }
        return interpret(variables.asMap());
    }

    /** The interpreter's answer. */
    Answer interpret(Map<String, Object> variables) {
        try {
            Object result = program.eval(variables);
            return result instanceof Boolean flag ? flag ? Answer.YES : Answer.NO : Answer.UNKNOWN;
        } catch (CelEvaluationException e) {
            return Answer.UNKNOWN;
        }
    }

    /** Whether the interpreter is rarely needed. */
    boolean isSimple() {
        return simple != null;
    }

    @Override
    public String toString() {
        return text;
    }

    private static Expression compile(String text, boolean overReport) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expression has " + text.length() + " characters, allowed are " + MAX_LENGTH);
        }
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("mover", ANYTHING)
                .addVar("registry", ANYTHING);
        if (overReport) {
            builder.addVar("report", ANYTHING).addVar("zones", ListType.create(ANYTHING));
        }
        CelCompiler compiler = builder.build();
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            if (!tree.getResultType().equals(SimpleType.BOOL)
                    && !tree.getResultType().equals(SimpleType.DYN)) {
                throw new IllegalArgumentException(
                        "expression yields " + tree.getResultType().name() + ", it must yield true or false");
            }
            if (overReport) {
                checkFields(text);
            }
            return new Expression(text, RUNTIME.createProgram(tree), SimpleCondition.of(tree.getExpr()));
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(firstLine(e.getMessage()), e);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A field that no report has would be absent for ever, and its rule silent: a slip of the pen is told at once. */
    private static void checkFields(String text) {
        Matcher field = FIELD.matcher(QUOTED.matcher(text).replaceAll("\"\""));
        while (field.find()) {
            String name = field.group(1);
            if (!ReportVariables.REPORT_FIELDS.contains(name)) {
                throw new IllegalArgumentException("a report has no field " + name + "; it has "
                        + String.join(", ", ReportVariables.REPORT_FIELDS));
            }
            String flag = field.group(2);
            if (name.equals("status") && flag != null && !STATUS_FLAGS.contains(flag)) {
                throw new IllegalArgumentException(
                        "a report has no status flag " + flag + "; it has " + String.join(", ", STATUS_FLAGS));
            }
        }
    }

    private static String firstLine(@Nullable String message) {
        String text = message == null ? "not a valid expression" : message;
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.replaceFirst("^ERROR: <input>:", "at ");
    }
}
