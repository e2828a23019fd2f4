package io.vigil.console.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.console.record.SampleRecords;
import io.vigil.console.record.WarningTransition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class CapAlertTest {
    private static final Instant NOON = Instant.parse("2026-09-12T04:00:00Z");

    @Test
    void writesTheElementsOfCapInTheirOrder() throws Exception {
        Document alert = alert(opened("red"));

        assertThat(alert.getDocumentElement().getNamespaceURI()).isEqualTo("urn:oasis:names:tc:emergency:cap:1.2");
        assertThat(names(alert.getDocumentElement().getChildNodes()))
                .containsExactly(
                        "identifier", "sender", "sent", "status", "msgType", "scope", "restriction", "info", "info");
        assertThat(names(alert.getElementsByTagName("info").item(0).getChildNodes()))
                .containsExactly(
                        "language",
                        "category",
                        "event",
                        "urgency",
                        "severity",
                        "certainty",
                        "onset",
                        "headline",
                        "description",
                        "parameter",
                        "parameter",
                        "parameter",
                        "area");
        assertThat(text(alert, "sent")).isEqualTo("2026-09-12T12:00:00+08:00");
        assertThat(text(alert, "msgType")).isEqualTo("Alert");
        assertThat(text(alert, "status")).isEqualTo("Exercise");
        assertThat(text(alert, "language")).isEqualTo("zh-CN");
        assertThat(text(alert, "circle")).isEqualTo("38.98000,117.70000 0.5");
    }

    @ParameterizedTest
    @CsvSource({
        "red, Extreme, Immediate",
        "orange, Severe, Expected",
        "yellow, Moderate, Expected",
        "blue, Minor, Expected"
    })
    void mapsTheTiers(String tier, String severity, String urgency) throws Exception {
        Document alert = alert(opened(tier));

        assertThat(text(alert, "severity")).isEqualTo(severity);
        assertThat(text(alert, "urgency")).isEqualTo(urgency);
    }

    @Test
    void refersToTheTransitionBefore() throws Exception {
        ObjectNode opened = opened("red");
        Document update = alert(SampleRecords.next(opened, "closed", "red", "closed", NOON.plusSeconds(60)));
        Document cancel = alert(SampleRecords.next(opened, "retracted", "red", "retracted", NOON.plusSeconds(60)));

        assertThat(text(update, "msgType")).isEqualTo("Update");
        assertThat(text(update, "references")).startsWith("vigil,vigil-a1-1,");
        assertThat(text(cancel, "msgType")).isEqualTo("Cancel");
    }

    @Test
    void readsNoTextAsMarkup() throws Exception {
        ObjectNode event = opened("blue");
        String hostile = "<img src=x onerror=alert(1)>]]>&\u0001";
        ((ObjectNode) event.at("/data/message")).put("zh", hostile);
        ((ObjectNode) event.path("data")).put("zone", hostile);

        Document alert = alert(event);

        assertThat(text(alert, "description")).isEqualTo("<img src=x onerror=alert(1)>]]>& ");
        assertThat(alert.getElementsByTagName("img").getLength()).isZero();
    }

    @Test
    void readsTargetsOfWebhooks() {
        WebhookTarget target = WebhookTarget.parse("red+orange:cap:https://example.org:8443/in?x=1");

        assertThat(target.tiers()).extracting(tier -> tier.word()).containsExactlyInAnyOrder("red", "orange");
        assertThat(target.format()).isEqualTo(WebhookTarget.Format.CAP);
        assertThat(target.address()).hasHost("example.org").hasPort(8443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "red",
                "purple:json:http://x/",
                "red:xml:http://x/",
                "red:json:file:///etc/passwd",
                "red:json:http:"
            })
    void refusesOtherTargets(String text) {
        assertThatThrownBy(() -> WebhookTarget.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode opened(String tier) {
        return SampleRecords.opened("a1", "night", "night-run", tier, "vehicle:津A12345|yellow", NOON);
    }

    private static Document alert(ObjectNode event) throws Exception {
        WarningTransition transition = WarningTransition.parse(event.toString().getBytes(StandardCharsets.UTF_8));
        String xml = CapAlert.xml(transition, "夜间运营", "Night run", "vigil", true);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document alert, String name) {
        return alert.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<String> names(NodeList nodes) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            names.add(nodes.item(i).getLocalName());
        }
        return names;
    }
}
