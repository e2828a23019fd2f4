package io.vigil.simulators.output;

import io.vigil.simulators.ControlFiles;
import io.vigil.simulators.SimFrame;
import io.vigil.simulators.Simulation;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a simulation as {@code jt808.hex}, {@code ais.nmea}, {@code radar.jsonl}, {@code beidou.jsonl}, {@code passes.jsonl}, {@code dispositions.jsonl} and, where
 * anything is declared, {@code declarations.jsonl}, in the order of arrival, and its control files.
 */
public final class FrameFiles {
    private static final byte DELIMITER = 0x7E;
    private static final int BUFFER_BYTES = 1 << 20;

    private FrameFiles() {}

    /**
     * What was written.
     *
     * @param jt808 JT/T 808 frames
     * @param ais AIS messages
     * @param radar radar plots
     * @param beidou positions by BeiDou terminals
     * @param notices checkpoint passes, dispositions and declarations
     */
    public record Count(long jt808, long ais, long radar, long beidou, long notices) {}

    /** Writes everything into a folder, which is made where it is missing; {@code packed} writes the big files as gzip. */
    public static Count write(Simulation simulation, Path folder, boolean packed) throws IOException {
        String end = packed ? ".gz" : "";
        Files.createDirectories(folder);
        long jt808 = 0;
        long ais = 0;
        long radar = 0;
        long beidou = 0;
        long seen = 0;
        ByteArrayOutputStream declared = new ByteArrayOutputStream();
        try (OutputStream hex = open(folder.resolve("jt808.hex" + end));
                OutputStream nmea = open(folder.resolve("ais.nmea" + end));
                OutputStream plots = open(folder.resolve("radar.jsonl" + end));
                OutputStream satellite = open(folder.resolve("beidou.jsonl" + end));
                OutputStream passes = open(folder.resolve("passes.jsonl" + end));
                OutputStream dispositions = open(folder.resolve("dispositions.jsonl"))) {
            for (Iterator<SimFrame> frames = simulation.frames(); frames.hasNext(); ) {
                SimFrame frame = frames.next();
                switch (frame.kind()) {
                    case JT808 -> jt808 += writeHex(frame, hex);
                    case AIS -> ais += writeLine(frame, nmea);
                    case RADAR -> radar += writeLine(frame, plots);
                    case BEIDOU -> beidou += writeLine(frame, satellite);
                    case PASS -> seen += writeLine(frame, passes);
                    case DECLARATION -> seen += writeLine(frame, declared);
                    case DISPOSITION -> seen += writeLine(frame, dispositions);
                }
            }
        }
        if (declared.size() > 0) {
            Files.write(folder.resolve("declarations.jsonl"), declared.toByteArray());
        }
        simulation.writeControlFiles(folder);
        return new Count(jt808, ais, radar, beidou, seen);
    }

    private static OutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        boolean packed = file.toString().endsWith(".gz");
        return new BufferedOutputStream(packed ? new QuickGzip(out) : out, BUFFER_BYTES);
    }

    /** Packs at the quickest level: hex digits come to a third of their size at any level. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static int writeLine(SimFrame frame, OutputStream out) throws IOException {
        out.write(frame.bytes());
        out.write('\n');
        return 1;
    }

    /** A line a frame: the sub-packages of a message come one after the other and are told apart by their delimiters. */
    private static int writeHex(SimFrame frame, OutputStream out) throws IOException {
        byte[] bytes = frame.bytes();
        int lines = 0;
        int from = 0;
        for (int i = 1; i <= bytes.length; i++) {
            boolean seam = i < bytes.length && bytes[i] == DELIMITER && bytes[i - 1] == DELIMITER && i - 1 > from;
            if (seam || i == bytes.length) {
                String line = ControlFiles.time(frame.arrivalMillis())
                        + ' '
                        + HexFormat.of().formatHex(bytes, from, i)
                        + '\n';
                out.write(line.getBytes(StandardCharsets.US_ASCII));
                lines++;
                from = i;
            }
        }
        return lines;
    }
}
