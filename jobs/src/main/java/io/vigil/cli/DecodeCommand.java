package io.vigil.cli;

import io.vigil.feeds.ais.AisDecodeListing;
import io.vigil.feeds.jt808.Jt808DecodeListing;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in raw frames. */
@Command(
        name = "decode",
        description = "Prints one JSON line for each message of a file of raw frames.",
        subcommands = {DecodeCommand.Ais.class, DecodeCommand.Jt808.class})
public final class DecodeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new WrongUseException("decode needs a format: vigil decode ais FILE, or vigil decode jt808 FILE");
    }

    /** AIS. */
    @Command(name = "ais", description = "NMEA 0183 lines with AIS sentences.")
    static final class Ais implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the file; .gz is read as it is, - is standard input")
        private String file = "";

        @Override
        public Integer call() throws IOException {
            return list(file, AisDecodeListing::write);
        }
    }

    /** JT/T 808. */
    @Command(name = "jt808", description = "JT/T 808 frames in hexadecimal, a line each.")
    static final class Jt808 implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the file; .gz is read as it is, - is standard input")
        private String file = "";

        @Override
        public Integer call() throws IOException {
            return list(file, Jt808DecodeListing::write);
        }
    }

    private interface Listing {
        long write(InputStream in, PrintStream out) throws IOException;
    }

    private static int list(String file, Listing listing) throws IOException {
        // Straight to the descriptor: System.out flushes each line and has the platform's encoding.
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        try (InputStream in = open(file)) {
            listing.write(in, out);
        } finally {
            out.flush();
        }
        return ExitCode.OK;
    }

    private static InputStream open(String file) throws IOException {
        if (file.equals("-")) {
            return System.in;
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new NoSuchFileException(file + " is a folder");
        }
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        return file.endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }
}
