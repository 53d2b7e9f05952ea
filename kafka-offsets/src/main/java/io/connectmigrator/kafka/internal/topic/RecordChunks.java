package io.connectmigrator.kafka.internal.topic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Records one after the other in a few arrays of at most 64 KiB, each found by its position: key and value of a record are side by side,
 * and a collector of garbage has no objects to trace. A record that is removed takes up its space until the others are copied.
 */
final class RecordChunks {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SMALLEST_CHUNK = 1 << 10;
    private static final int OFFSET_BITS = 16;
    private static final int LARGEST_CHUNK = 1 << OFFSET_BITS;
    private static final int OFFSET_MASK = LARGEST_CHUNK - 1;

    /** Where the parts of a record are. Behind the last record of a chunk its space is zero. */
    private static final int SPACE = 0;

    private static final int HASH = 4;
    private static final int PARTITION = 8;
    private static final int TIMESTAMP = 12;
    private static final int KEY_LENGTH = 20;
    private static final int VALUE_LENGTH = 24;
    private static final int KEY = 28;
    private static final int ALIGNMENT = 8;
    private static final int GONE = -1;

    /** The first one stays empty, so that no record has the position 0. */
    private byte[][] chunks = {{}};

    private int usedOfLast;
    private long space;
    private long gone;

    /** Adds a record; {@return its position} */
    int add(int hash, int partition, KeyBytes key, ByteBuffer value, long timestamp) {
        int length = KEY + key.length() + value.remaining();
        // A value that is a little longer than this one can still replace it.
        int position = allocate(length + ALIGNMENT - length % ALIGNMENT);
        byte[] chunk = chunk(position);
        int at = offset(position);
        INT.set(chunk, at + HASH, hash);
        INT.set(chunk, at + PARTITION, partition);
        INT.set(chunk, at + KEY_LENGTH, key.length());
        key.copyTo(chunk, at + KEY);
        replace(position, value, timestamp);
        return position;
    }

    /** Adds a copy of a record of other chunks; {@return its position here} */
    int addCopy(RecordChunks others, int position) {
        byte[] from = others.chunk(position);
        int length = get(from, offset(position) + SPACE);
        int copy = allocate(length);
        System.arraycopy(from, offset(position), chunk(copy), offset(copy), length);
        return copy;
    }

    private int allocate(int needed) {
        if (usedOfLast + needed > chunks[chunks.length - 1].length) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = new byte[Math.max(needed, chunkSize())];
            usedOfLast = 0;
        }
        int at = usedOfLast;
        INT.set(chunks[chunks.length - 1], at + SPACE, needed);
        usedOfLast += needed;
        space += needed;
        return (chunks.length - 1) << OFFSET_BITS | at;
    }

    /** Few records need little memory, and many need few chunks. */
    private int chunkSize() {
        return (int) Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, space));
    }

    /** Overwrites the value of a record; {@return false if there is not enough space for it} */
    boolean replace(int position, ByteBuffer value, long timestamp) {
        byte[] chunk = chunk(position);
        int at = offset(position);
        int length = value.remaining();
        int begin = KEY + get(chunk, at + KEY_LENGTH);
        if (begin + length > get(chunk, at + SPACE)) {
            return false;
        }
        LONG.set(chunk, at + TIMESTAMP, timestamp);
        INT.set(chunk, at + VALUE_LENGTH, length);
        value.get(value.position(), chunk, at + begin, length);
        return true;
    }

    void remove(int position) {
        byte[] chunk = chunk(position);
        INT.set(chunk, offset(position) + VALUE_LENGTH, GONE);
        gone += get(chunk, offset(position) + SPACE);
    }

    boolean isOf(int position, int partition, KeyBytes key) {
        byte[] chunk = chunk(position);
        int at = offset(position);
        return get(chunk, at + PARTITION) == partition
                && get(chunk, at + KEY_LENGTH) == key.length()
                && key.isAt(chunk, at + KEY);
    }

    int hash(int position) {
        return get(chunk(position), offset(position) + HASH);
    }

    /** {@return a copy of a record, in a topic with this number of partitions} */
    LiveRecord record(int position, int partitions) {
        byte[] chunk = chunk(position);
        int at = offset(position);
        int keyEnd = at + KEY + get(chunk, at + KEY_LENGTH);
        KeyBytes key = new KeyBytes(Arrays.copyOfRange(chunk, at + KEY, keyEnd));
        byte[] value = Arrays.copyOfRange(chunk, keyEnd, keyEnd + get(chunk, at + VALUE_LENGTH));
        KeyPosition where = new KeyPosition(get(chunk, at + PARTITION), key);
        return new LiveRecord(where, key.defaultPartition(partitions), value, (long) LONG.get(chunk, at + TIMESTAMP));
    }

    /** Takes the positions of the records that have not been removed, in the order in which they were added. */
    void forEach(IntConsumer action) {
        for (int i = 1; i < chunks.length; i++) {
            byte[] chunk = chunks[i];
            int at = 0;
            while (at + KEY <= chunk.length && get(chunk, at + SPACE) > 0) {
                if (get(chunk, at + VALUE_LENGTH) != GONE) {
                    action.accept(i << OFFSET_BITS | at);
                }
                at += get(chunk, at + SPACE);
            }
        }
    }

    /** {@return whether records that have been removed take up most of the space} */
    boolean isMostlyGone() {
        return gone > Math.max(SMALLEST_CHUNK, space / 2);
    }

    /** {@return how much memory they take} */
    long bytes() {
        return Arrays.stream(chunks).mapToLong(chunk -> chunk.length).sum();
    }

    private byte[] chunk(int position) {
        return chunks[position >>> OFFSET_BITS];
    }

    private static int offset(int position) {
        return position & OFFSET_MASK;
    }

    private static int get(byte[] chunk, int at) {
        return (int) INT.get(chunk, at);
    }
}
