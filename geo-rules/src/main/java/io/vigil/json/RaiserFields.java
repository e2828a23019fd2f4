package io.vigil.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The rules that a rule's {@code raisedBy} names; one may stand further down in the file, so all are checked at its end. */
final class RaiserFields {
    private final YamlNodes yaml;
    private final List<Raiser> named = new ArrayList<>();

    RaiserFields(YamlNodes yaml) {
        this.yaml = yaml;
    }

    private record Raiser(String path, Node node, String id) {}

    List<String> read(String path, @Nullable Node node, String raised) {
        List<String> ids = new ArrayList<>();
        List<Node> items = yaml.items(path, node);
        for (int i = 0; i < items.size(); i++) {
            String at = path + "[" + i + "]";
            String id = yaml.text(at, null, items.get(i));
            if (id != null && id.equals(raised)) {
                yaml.fault(at, items.get(i), "a rule cannot raise itself", null);
            } else if (id != null) {
                named.add(new Raiser(at, items.get(i), id));
                ids.add(id);
            }
        }
        return ids;
    }

    void refuseUnknown(Set<String> ids) {
        for (Raiser raiser : named) {
            if (!ids.contains(raiser.id)) {
                yaml.fault(raiser.path, raiser.node, "there is no rule \"" + raiser.id + "\" in this file", null);
            }
        }
    }
}
