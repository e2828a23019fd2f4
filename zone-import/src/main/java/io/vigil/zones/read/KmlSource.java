package io.vigil.zones.read;

import io.vigil.zones.shape.FileRefusedException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * KML 2.2 and 2.3 (OGC 12-007r2), plain or in a KMZ: the placemarks with their name, extended data and polygons, lines or
 * points. Document type definitions are refused, so there are no entities; network links are not followed.
 */
final class KmlSource implements FeatureSource {
    private static final int MAX_DECLARATION_BYTES = 200;
    private static final Pattern DECLARED = Pattern.compile("<\\?xml[^>]{0,100}encoding\\s*=\\s*[\"']([^\"']{1,40})");

    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        byte[] content = content(file);
        String text = Texts.ofFile(content, encoding(content, options.encoding()), sink);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            new KmlPlacemarks(xml, sink).document();
        } catch (XMLStreamException e) {
            throw new FileRefusedException(
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNumber(),
                    "is not good XML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    null);
        }
    }

    /** By what the user says, the byte order mark of UTF-16, or the declaration; UTF-8 where there is none. */
    private static Charset encoding(byte[] content, @Nullable Charset told) {
        if (told != null) {
            return told;
        }
        int begin = content.length < 2 ? 0 : Byte.toUnsignedInt(content[0]) << 8 | Byte.toUnsignedInt(content[1]);
        if (begin == 0xFEFF || begin == 0xFFFE) {
            return StandardCharsets.UTF_16;
        }
        String head =
                new String(content, 0, Math.min(content.length, MAX_DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        Charset named = declared.find() ? Texts.named(declared.group(1)) : StandardCharsets.UTF_8;
        if (named == null) {
            throw new FileRefusedException("declares an unknown encoding: " + declared.group(1), "give --encoding");
        }
        return named;
    }

    /** Of the JDK itself, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    private static byte[] content(FileParts file) {
        List<String> names = file.names("kml");
        String kml = names.stream()
                .filter(name -> name.equals("doc.kml"))
                .findFirst()
                .orElse(names.isEmpty() ? "" : names.get(0));
        byte[] content = names.isEmpty() ? file.bytes() : file.sibling(kml, "kml");
        if (content == null) {
            throw new FileRefusedException("holds no .kml", null);
        }
        return content;
    }
}
