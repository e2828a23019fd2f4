package io.vigil.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part of a JSON text after the other, each of a bounded number of tokens: a part becomes a tree in memory, some
 * forty bytes a token, before anybody can look at it.
 */
final class BoundedParser extends JsonParserDelegate {
    private long tokensLeft = Long.MAX_VALUE;
    private int depth;

    BoundedParser(JsonParser parser) {
        super(parser);
    }

    /** The part has more tokens than allowed. */
    static final class TooManyTokensException extends IOException {
        TooManyTokensException() {
            super("too many tokens");
        }
    }

    /** From here on so many tokens may come. */
    void allow(long tokens) {
        tokensLeft = tokens;
    }

    /** How many objects and lists are open. */
    int depth() {
        return depth;
    }

    /** Passes over what is left of a part that was given up, down to a depth. */
    void skipToDepth(int target) throws IOException {
        allow(Long.MAX_VALUE);
        while (depth > target && nextToken() != null) {
            // Counting is all there is to do.
        }
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token != null) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        if (--tokensLeft < 0) {
            throw new TooManyTokensException();
        }
        return token;
    }

    @Override
    public @Nullable String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        if (currentToken() != null && currentToken().isStructStart()) {
            skipToDepth(depth - 1);
        }
        return this;
    }
}
