package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import io.vigil.zones.shape.Limits;
import io.vigil.zones.shape.PositionList;
import io.vigil.zones.shape.Positions;
import io.vigil.zones.shape.ShapeBuilder;
import io.vigil.zones.shape.ShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Walks over the placemarks of a KML document. */
final class KmlPlacemarks {
    private final XMLStreamReader xml;
    private final FeatureSink sink;
    private int depth;
    private int count;

    KmlPlacemarks(XMLStreamReader xml, FeatureSink sink) {
        this.xml = xml;
        this.sink = sink;
    }

    void document() throws XMLStreamException {
        boolean isKml = false;
        while (xml.hasNext()) {
            step();
            if (xml.isStartElement() && depth == 1) {
                isKml = xml.getLocalName().equals("kml");
            }
            if (xml.isStartElement() && xml.getLocalName().equals("Placemark")) {
                placemark();
            }
        }
        if (!isKml) {
            throw new FileRefusedException("is not KML: its root is no <kml>", null);
        }
    }

    private void placemark() throws XMLStreamException {
        String place = "placemark " + count++ + " (line " + xml.getLocation().getLineNumber() + ")";
        int outside = depth - 1;
        try {
            feature(place, outside);
        } catch (ShapeException bad) {
            sink.fault(place, bad.reason(), bad.remedy());
            while (depth > outside) {
                step();
            }
        }
    }

    private void feature(String place, int outside) throws XMLStreamException {
        String id = xml.getAttributeValue(null, "id");
        Map<String, Object> fields = new LinkedHashMap<>();
        ShapeBuilder shape = new ShapeBuilder();
        while (depth > outside) {
            step();
            if (xml.isStartElement()) {
                element(xml.getLocalName(), fields, shape);
            }
        }
        sink.feature(new RawFeature(place, id == null || id.isBlank() ? null : id, fields, shape.build(), ""));
    }

    private void element(String name, Map<String, Object> fields, ShapeBuilder shape) throws XMLStreamException {
        switch (name) {
            case "name", "description" -> put(fields, name, text());
            case "Data" -> data(fields);
            case "SimpleData" -> put(fields, xml.getAttributeValue(null, "name"), text());
            case "Polygon" -> polygon(shape);
            case "LineString", "LinearRing" -> shape.line(firstCoordinates());
            case "Point" -> {
                Positions point = firstCoordinates();
                if (point.size() != 1) {
                    throw new ShapeException("a Point has " + point.size() + " positions", null);
                }
                shape.point(point.x()[0], point.y()[0]);
            }
            default -> {}
        }
    }

    private void data(Map<String, Object> fields) throws XMLStreamException {
        String name = xml.getAttributeValue(null, "name");
        int outside = depth - 1;
        while (depth > outside) {
            step();
            if (xml.isStartElement() && xml.getLocalName().equals("value")) {
                put(fields, name, text());
            }
        }
    }

    private static void put(Map<String, Object> fields, @Nullable String name, String value) {
        if (name == null || value.isBlank()) {
            return;
        }
        if (value.length() > Limits.MAX_TEXT || fields.size() >= Limits.MAX_VALUES_OF_FEATURE) {
            throw new ShapeException("has too many or too long attributes", "leave out what no rule reads");
        }
        fields.put(name, value.strip());
    }

    private void polygon(ShapeBuilder shape) throws XMLStreamException {
        int outside = depth - 1;
        List<Positions> holes = new ArrayList<>();
        Positions outer = null;
        while (depth > outside) {
            step();
            if (xml.isStartElement() && xml.getLocalName().equals("outerBoundaryIs")) {
                outer = firstCoordinates();
            } else if (xml.isStartElement() && xml.getLocalName().equals("innerBoundaryIs")) {
                holes.add(firstCoordinates());
            }
        }
        if (outer == null) {
            throw new ShapeException("a Polygon has no outerBoundaryIs", null);
        }
        List<Positions> rings = new ArrayList<>(List.of(outer));
        rings.addAll(holes);
        shape.polygon(rings);
    }

    /** The first coordinates within this element; goes to its end. */
    private Positions firstCoordinates() throws XMLStreamException {
        int outside = depth - 1;
        Positions found = null;
        while (depth > outside) {
            step();
            if (found == null && xml.isStartElement() && xml.getLocalName().equals("coordinates")) {
                found = coordinates(text());
            }
        }
        return found == null ? new PositionList().positions() : found;
    }

    private static Positions coordinates(String text) {
        PositionList positions = new PositionList();
        for (String tuple : text.strip().split("\\s+")) {
            String[] numbers = tuple.split(",");
            try {
                positions.add(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new ShapeException(
                        "\"" + (tuple.length() > 40 ? tuple.substring(0, 40) + "…" : tuple) + "\" is no position",
                        "write longitude,latitude with blanks between positions only");
            }
        }
        return positions.positions();
    }

    /** The text of this element; goes to its end. */
    private String text() throws XMLStreamException {
        int outside = depth - 1;
        StringBuilder text = new StringBuilder();
        while (depth > outside) {
            step();
            if (depth > outside && xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
        return text.toString();
    }

    private void step() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new FileRefusedException(
                    "line " + xml.getLocation().getLineNumber(),
                    "has a document type definition or an entity, which are not read",
                    "take them out");
        }
        depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        if (depth > Limits.MAX_DEPTH) {
            throw new FileRefusedException("elements are nested deeper than " + Limits.MAX_DEPTH, null);
        }
    }
}
