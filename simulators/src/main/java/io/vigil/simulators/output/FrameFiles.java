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

/** Writes a simulation as {@code jt808.hex}, {@code ais.nmea} and, where any is made, {@code declarations.jsonl}, in the order of arrival, and its control files. */
public final class FrameFiles {
    private static final byte DELIMITER = 0x7E;
    private static final int BUFFER_BYTES = 1 << 20;

    private FrameFiles() {}

    /** How many frames of each kind were written. */
    public record Count(long jt808, long ais) {}

    /** Writes everything into a folder, which is made where it is missing. */
    public static Count write(Simulation simulation, Path folder) throws IOException {
        Files.createDirectories(folder);
        long jt808 = 0;
        long ais = 0;
        ByteArrayOutputStream declared = new ByteArrayOutputStream();
        try (OutputStream hex = open(folder.resolve("jt808.hex"));
                OutputStream nmea = open(folder.resolve("ais.nmea"))) {
            for (Iterator<SimFrame> frames = simulation.frames(); frames.hasNext(); ) {
                SimFrame frame = frames.next();
                if (frame.kind() == SimFrame.Kind.JT808) {
                    jt808 += writeHex(frame, hex);
                } else if (frame.kind() == SimFrame.Kind.AIS) {
                    nmea.write(frame.bytes());
                    nmea.write('\n');
                    ais++;
                } else {
                    declared.write(frame.bytes());
                    declared.write('\n');
                }
            }
        }
        if (declared.size() > 0) {
            Files.write(folder.resolve("declarations.jsonl"), declared.toByteArray());
        }
        simulation.writeControlFiles(folder);
        return new Count(jt808, ais);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
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
