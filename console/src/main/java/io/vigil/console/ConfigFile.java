package io.vigil.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vigil.model.Fault;
import io.vigil.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A file of options in place of a long command line: YAML whose keys are the options without their dashes, such as
 * {@code bind: 10.0.0.5}; a list repeats an option, {@code true} gives a flag. What the command line says goes before.
 */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * The arguments, with {@code --config FILE} replaced by what the file holds.
     *
     * @throws InvalidInputException with every fault of the file
     */
    static String[] expanded(String[] arguments) {
        List<String> own = new ArrayList<>();
        List<String> fromFile = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                fromFile.addAll(read(Path.of(arguments[++i])));
            } else if (arguments[i].startsWith("--config=")) {
                fromFile.addAll(read(Path.of(arguments[i].substring("--config=".length()))));
            } else {
                own.add(arguments[i]);
            }
        }
        fromFile.addAll(own);
        return fromFile.toArray(String[]::new);
    }

    private static List<String> read(Path file) {
        JsonNode options;
        try {
            options = new YAMLMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(List.of(new Fault(
                    file.toString(),
                    "line " + e.getLocation().getLineNr(),
                    "is not YAML: " + e.getOriginalMessage(),
                    null)));
        } catch (IOException e) {
            throw new InvalidInputException(List.of(new Fault(file.toString(), "file", "cannot be read: " + e, null)));
        }
        List<String> arguments = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = options.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> option = fields.next();
            Iterable<JsonNode> values = option.getValue().isArray() ? option.getValue() : List.of(option.getValue());
            for (JsonNode value : values) {
                add("--" + option.getKey(), value, file, arguments, faults);
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return arguments;
    }

    private static void add(String option, JsonNode value, Path file, List<String> arguments, List<Fault> faults) {
        if (!value.isValueNode() || value.isNull()) {
            faults.add(new Fault(
                    file.toString(), option, "must be a text, a number, true, false, or a list of them", null));
        } else if (!value.isBoolean()) {
            arguments.add(option + '=' + value.asText());
        } else if (value.asBoolean()) {
            arguments.add(option);
        }
    }
}
