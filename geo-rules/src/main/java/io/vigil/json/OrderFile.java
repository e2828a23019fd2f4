package io.vigil.json;

import io.vigil.model.InvalidInputException;
import io.vigil.model.MoverId;
import io.vigil.model.Order;
import io.vigil.model.Orders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads orders: one version a line in JSON. Every fault of a file is reported at once, with its line.
 *
 * <p>{@code id} and {@code issued} are needed, and {@code deadline} and {@code alternatives} unless {@code cancelled}.
 */
public final class OrderFile {
    private static final String SIDES =
            Arrays.stream(Order.Side.values()).map(Order.Side::word).collect(Collectors.joining(", "));

    private OrderFile() {}

    /**
     * The orders of a file.
     *
     * @throws InvalidInputException with every fault
     */
    public static Orders read(Path file) {
        FaultList faults = new FaultList(file.toString());
        List<Order> versions = new ArrayList<>();
        JsonLines.read(file, faults, fields -> {
            int before = faults.size();
            Order order = order(fields);
            if (order != null && faults.size() == before) {
                versions.add(order);
            }
        });
        faults.throwIfAny();
        return new Orders(versions);
    }

    private static @Nullable Order order(JsonFields fields) {
        String id = fields.requiredText("id");
        String name = fields.text("name");
        long issued = fields.requiredTime("issued");
        boolean cancelled = fields.flag("cancelled");
        if (id != null && id.chars().anyMatch(Character::isWhitespace)) {
            fields.fault("id=\"" + JsonFields.cut(id) + "\" holds a blank", null);
        }
        if (id == null) {
            return null;
        }
        if (cancelled) {
            return new Order(id, name, issued, true, issued, issued, Set.of(), Set.of(), List.of(), List.of());
        }
        long deadline = fields.requiredTime("deadline");
        long until = fields.to("until");
        if (deadline <= issued && deadline != Rfc3339.NONE) {
            fields.fault("deadline is not after issued", null);
        }
        if (until <= issued) {
            fields.fault("until is not after issued", null);
        }
        Set<String> classes = new TreeSet<>(fields.classes("classes"));
        Set<MoverId> movers = new TreeSet<>();
        for (String text : fields.texts("movers")) {
            MoverId mover = fields.mover(text);
            if (mover != null) {
                movers.add(mover);
            }
        }
        List<String> areas = fields.texts("areas");
        List<Order.Alternative> alternatives = alternatives(fields, areas);
        return new Order(id, name, issued, false, deadline, until, classes, movers, areas, alternatives);
    }

    private static List<Order.Alternative> alternatives(JsonFields fields, List<String> areas) {
        List<Order.Alternative> alternatives = new ArrayList<>();
        List<JsonFields> items = fields.objects("alternatives");
        if (items.isEmpty()) {
            fields.fault("alternatives is empty", "say what follows the order, such as [{\"kind\":\"harbour\"}]");
        }
        for (JsonFields item : items) {
            Order.Alternative alternative = alternative(item);
            if (alternative != null) {
                alternatives.add(alternative);
            }
            if (alternative instanceof Order.LeaveAreas && areas.isEmpty()) {
                item.fault("kind=leave needs areas in the order", null);
            }
        }
        return alternatives;
    }

    private static Order.@Nullable Alternative alternative(JsonFields item) {
        String kind = item.requiredText("kind");
        long deadline = item.has("deadline") ? item.requiredTime("deadline") : Order.Alternative.AS_ORDERED;
        if (kind == null) {
            return null;
        }
        return switch (kind) {
            case "harbour" -> new Order.Harbour(item.texts("zones"), deadline);
            case "leave" -> new Order.LeaveAreas(deadline);
            case "beyond" -> beyond(item, deadline);
            default -> {
                item.fault("kind=\"" + JsonFields.cut(kind) + "\" must be harbour, leave or beyond", null);
                yield null;
            }
        };
    }

    private static Order.@Nullable Alternative beyond(JsonFields item, long deadline) {
        String word = item.requiredText("side");
        for (Order.Side side : Order.Side.values()) {
            if (side.word().equals(word)) {
                double degrees =
                        side.isOfMeridian() ? item.coordinate("longitude", 180) : item.coordinate("latitude", 90);
                return new Order.Beyond(side, degrees, deadline);
            }
        }
        if (word != null) {
            item.fault("side=\"" + JsonFields.cut(word) + "\" must be one of " + SIDES, null);
        }
        return null;
    }
}
