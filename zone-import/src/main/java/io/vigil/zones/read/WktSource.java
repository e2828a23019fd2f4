package io.vigil.zones.read;

import io.vigil.zones.shape.ShapeException;
import java.util.Map;

/** A file of well-known texts one after the other, over one or several lines each. */
final class WktSource implements FeatureSource {
    @Override
    public void read(FileParts file, ReadOptions options, FeatureSink sink) {
        String text = Texts.ofFile(file.bytes(), options.encoding(), sink);
        int line = 1;
        int beginLine = 1;
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            line += character == '\n' ? 1 : 0;
            boolean ends = depth <= 0 && (character == '\n' || character == ')');
            if (ends) {
                feature(text.substring(begin, i + 1), beginLine, sink);
                begin = i + 1;
                beginLine = line;
                depth = 0;
            }
        }
        feature(text.substring(begin), beginLine, sink);
    }

    private static void feature(String text, int line, FeatureSink sink) {
        String clean = text.replaceFirst("^[\\s;]+", "");
        if (clean.isEmpty()) {
            return;
        }
        String place = "line "
                + (line
                        + (int) text.chars()
                                .limit(text.length() - clean.length())
                                .filter(c -> c == '\n')
                                .count());
        try {
            sink.feature(new RawFeature(place, null, Map.of(), WktTexts.shape(clean), WktTexts.crs(clean)));
        } catch (ShapeException bad) {
            sink.fault(place, bad.reason(), bad.remedy());
        }
    }
}
