package io.vigil.feeds.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
    private static byte[] member(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    private static byte[] read(byte[] file) throws IOException {
        try (GzipMembers in = new GzipMembers(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void readsMembersOfAnySizeOneAfterTheOther() throws IOException {
        Random random = new Random(11);
        byte[] large = new byte[300_000];
        random.nextBytes(large);

        assertThat(read(joined(member(large), member(new byte[0]), member(large), member(ascii("end")))))
                .isEqualTo(joined(large, large, ascii("end")));
    }

    @Test
    void readsEveryOptionalFieldOfAHeader() throws IOException {
        byte[] plain = member(ascii("content"));
        byte[] header = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3};
        byte[] extra = joined(new byte[] {5, 0}, ascii("extra"));
        byte[] texts = ascii("name\0comment\0");
        byte[] headerCheck = {1, 2};
        byte[] body = java.util.Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(read(joined(header, extra, texts, headerCheck, body))).isEqualTo(ascii("content"));
    }

    @Test
    void zerosMayFollowAndNothingElse() throws IOException {
        byte[] whole = member(ascii("content"));

        assertThat(read(joined(whole, new byte[100_000]))).isEqualTo(ascii("content"));
        assertThat(read(joined(whole, new byte[512], whole))).isEqualTo(ascii("contentcontent"));
        assertThatThrownBy(() -> read(joined(whole, ascii("junk")))).isInstanceOf(ZipException.class);
    }

    @Test
    void aDamagedHeaderOfALaterMemberIsNotTheEnd() throws IOException {
        byte[] second = member(ascii("lost"));
        second[1] ^= 1;

        assertThatThrownBy(() -> read(joined(member(ascii("kept")), second)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("not another one");
    }
}
