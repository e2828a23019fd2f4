package io.vigil.jobs.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How splits are written to checkpoints: the one being read, or the list of those not yet given out. */
final class ArchiveSplitCodec {
    private static final int VERSION = 1;

    private ArchiveSplitCodec() {}

    static SimpleVersionedSerializer<ArchiveSplit> ofOne() {
        return new OneSplit();
    }

    static SimpleVersionedSerializer<List<ArchiveSplit>> ofMany() {
        return new ManySplits();
    }

    private static void write(ArchiveSplit split, DataOutputStream out) throws IOException {
        out.writeUTF(split.splitId());
        out.writeInt(split.files().size());
        for (ArchiveSplit.Position file : split.files()) {
            out.writeUTF(file.format());
            out.writeUTF(file.path());
            out.writeLong(file.itemsDone());
        }
    }

    private static ArchiveSplit read(DataInputStream in) throws IOException {
        String id = in.readUTF();
        int count = in.readInt();
        List<ArchiveSplit.Position> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(new ArchiveSplit.Position(in.readUTF(), in.readUTF(), in.readLong()));
        }
        return new ArchiveSplit(id, files);
    }

    private static DataInputStream open(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("split form " + version + " is not known, this program knows " + VERSION);
        }
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static final class OneSplit implements SimpleVersionedSerializer<ArchiveSplit> {
        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(ArchiveSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(split, new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        @Override
        public ArchiveSplit deserialize(int version, byte[] bytes) throws IOException {
            return read(open(version, bytes));
        }
    }

    private static final class ManySplits implements SimpleVersionedSerializer<List<ArchiveSplit>> {
        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(List<ArchiveSplit> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(splits.size());
            for (ArchiveSplit split : splits) {
                write(split, out);
            }
            return bytes.toByteArray();
        }

        @Override
        public List<ArchiveSplit> deserialize(int version, byte[] bytes) throws IOException {
            DataInputStream in = open(version, bytes);
            int count = in.readInt();
            List<ArchiveSplit> splits = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                splits.add(read(in));
            }
            return splits;
        }
    }
}
