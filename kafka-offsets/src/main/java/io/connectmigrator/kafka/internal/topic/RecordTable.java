package io.connectmigrator.kafka.internal.topic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Records by partition and key, looked up without creating an object, and kept as bytes. */
final class RecordTable {

    private static final int SMALLEST = 16;
    private static final int MIXING = 0x9E3779B9;
    private static final long FREE = 0;
    private static final long REMOVED = 1;
    private static final int NONE = -1;

    /** Of each record the hash, in the upper half, and its position in the chunks. */
    private long[] slots = new long[SMALLEST];

    /** How many slots are not free. */
    private int taken;

    private int size;
    private RecordChunks chunks = new RecordChunks();

    /** Puts a copy of a record in place of the one of the same key in the same partition; {@return whether there was none} */
    boolean put(int partition, KeyBytes key, ByteBuffer value, long timestamp) {
        int hash = hash(partition, key);
        int slot = find(hash, partition, key);
        if (slot == NONE) {
            insert(hash, chunks.add(hash, partition, key, value, timestamp));
            return true;
        }
        int position = (int) slots[slot];
        if (!chunks.replace(position, value, timestamp)) {
            chunks.remove(position);
            slots[slot] = slot(hash, chunks.add(hash, partition, key, value, timestamp));
            reclaim();
        }
        return false;
    }

    void remove(int partition, KeyBytes key) {
        int slot = find(hash(partition, key), partition, key);
        if (slot != NONE) {
            chunks.remove((int) slots[slot]);
            slots[slot] = REMOVED;
            size--;
            reclaim();
        }
    }

    boolean contains(KeyPosition position) {
        return find(hash(position.partition(), position.key()), position.partition(), position.key()) != NONE;
    }

    /** {@return copies of the records} */
    List<LiveRecord> records(int partitions) {
        List<LiveRecord> records = new ArrayList<>(size);
        chunks.forEach(position -> records.add(chunks.record(position, partitions)));
        return records;
    }

    /** {@return how much memory it takes, without the objects around it} */
    long bytes() {
        return (long) Long.BYTES * slots.length + chunks.bytes();
    }

    private int find(int hash, int partition, KeyBytes key) {
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != FREE; i = (i + 1) & mask) {
            if ((int) (slots[i] >>> Integer.SIZE) == hash
                    && slots[i] != REMOVED
                    && chunks.isOf((int) slots[i], partition, key)) {
                return i;
            }
        }
        return NONE;
    }

    private void insert(int hash, int position) {
        if (2 * (taken + 1) > slots.length) {
            resize();
        }
        insertInto(slots, slot(hash, position));
        taken++;
        size++;
    }

    /** Makes room for as many records again, and frees the slots of those that were removed. */
    private void resize() {
        long[] resized = new long[Math.max(SMALLEST, 4 * Integer.highestOneBit(size + 1))];
        for (long slot : slots) {
            if (slot != FREE && slot != REMOVED) {
                insertInto(resized, slot);
            }
        }
        slots = resized;
        taken = size;
    }

    private static void insertInto(long[] slots, long slot) {
        int mask = slots.length - 1;
        int i = (int) (slot >>> Integer.SIZE) & mask;
        while (slots[i] != FREE) {
            i = (i + 1) & mask;
        }
        slots[i] = slot;
    }

    /** Otherwise a key that is written and deleted again and again would need ever more memory. */
    private void reclaim() {
        if (!chunks.isMostlyGone()) {
            return;
        }
        RecordChunks all = chunks;
        chunks = new RecordChunks();
        slots = new long[SMALLEST];
        taken = 0;
        size = 0;
        all.forEach(position -> insert(all.hash(position), chunks.addCopy(all, position)));
    }

    private static int hash(int partition, KeyBytes key) {
        return key.hashCode() ^ partition * MIXING;
    }

    private static long slot(int hash, int position) {
        return (long) hash << Integer.SIZE | Integer.toUnsignedLong(position);
    }
}
