package io.vigil.console.out;

import io.vigil.console.record.WarningTransition;
import io.vigil.model.MoverId;
import io.vigil.model.Tier;
import io.vigil.model.Warning;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A transition as an alert of the Common Alerting Protocol (OASIS CAP 1.2, also ITU-T X.1303), in Chinese and English. The
 * four tiers map to the severities as in China's emergency warnings: red Extreme, orange Severe, yellow Moderate, blue Minor.
 */
public final class CapAlert {
    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    /** A place is known as well as a satellite fix; a receiver needs an area. */
    private static final String RADIUS_KM = "0.5";

    private CapAlert() {}

    /**
     * The alert as XML.
     *
     * @param sender who sends, such as {@code vigil@example.org}: no blanks, commas or angle brackets (3.2.1)
     * @param exercise whether it is of simulated or replayed data
     */
    public static String xml(
            WarningTransition transition, String kindZh, String kindEn, String sender, boolean exercise) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("alert");
            xml.writeDefaultNamespace(NAMESPACE);
            element(xml, "identifier", id(transition, transition.sequence()));
            element(xml, "sender", sender);
            element(xml, "sent", time(transition.timeMillis()));
            element(xml, "status", exercise ? "Exercise" : "Actual");
            element(xml, "msgType", type(transition));
            element(xml, "scope", "Restricted");
            element(xml, "restriction", "duty desks");
            if (transition.sequence() > 1) {
                element(
                        xml,
                        "references",
                        sender
                                + ','
                                + id(transition, transition.sequence() - 1)
                                + ','
                                + time(transition.onsetMillis()));
            }
            info(xml, transition, "zh-CN", kindZh, transition.messageZh());
            info(xml, transition, "en-US", kindEn, transition.messageEn());
            xml.writeEndElement();
            xml.writeEndDocument();
            return text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private static void info(
            XMLStreamWriter xml, WarningTransition transition, String language, String kind, String message)
            throws XMLStreamException {
        xml.writeStartElement("info");
        element(xml, "language", language);
        element(xml, "category", "Transport");
        element(xml, "event", kind);
        element(xml, "urgency", transition.tier() == Tier.RED ? "Immediate" : "Expected");
        element(xml, "severity", severity(transition.tier()));
        element(xml, "certainty", transition.stage().equals("pre") ? "Likely" : "Observed");
        element(xml, "onset", time(transition.onsetMillis()));
        element(xml, "headline", message.length() <= 160 ? message : message.substring(0, 160));
        element(xml, "description", message);
        parameter(xml, "rule", transition.rule());
        parameter(xml, "tier", transition.tier().word());
        parameter(xml, "movers", transition.movers().stream().map(MoverId::text).collect(Collectors.joining(" ")));
        if (!Double.isNaN(transition.latitude())) {
            xml.writeStartElement("area");
            element(xml, "areaDesc", transition.zone() == null ? "position" : transition.zone());
            element(
                    xml,
                    "circle",
                    String.format(
                            Locale.ROOT, "%.5f,%.5f %s", transition.latitude(), transition.longitude(), RADIUS_KM));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String type(WarningTransition transition) {
        if (transition.sequence() == 1) {
            return "Alert";
        }
        return transition.transition() == Warning.Transition.RETRACTED ? "Cancel" : "Update";
    }

    private static String severity(Tier tier) {
        return switch (tier) {
            case RED -> "Extreme";
            case ORANGE -> "Severe";
            case YELLOW -> "Moderate";
            case BLUE -> "Minor";
        };
    }

    private static void parameter(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement("parameter");
        element(xml, "valueName", name);
        element(xml, "value", value);
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for control characters; names come by radio. */
    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", " "));
        xml.writeEndElement();
    }

    private static String id(WarningTransition transition, int sequence) {
        return "vigil-" + transition.warningId() + '-' + sequence;
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atOffset(CHINA));
    }
}
