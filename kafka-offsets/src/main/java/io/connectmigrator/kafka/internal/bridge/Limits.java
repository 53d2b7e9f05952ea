package io.connectmigrator.kafka.internal.bridge;

/**
 * How much is read of one partition in each cluster.
 *
 * @param records how many records at most
 * @param bytes how many bytes at most
 * @param context how many offsets before and behind a record at first, so that equal records are noticed; all that is read at a time is a
 *     multiple of it, so that small logs show with a small one what happens in large logs
 */
public record Limits(int records, long bytes, int context) {

    public static final Limits DEFAULT = new Limits(100_000, 256L * 1024 * 1024);

    public Limits {
        if (records < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "the search limit must be positive, was " + records + " records and " + bytes + " bytes");
        }
    }

    public Limits(int records, long bytes) {
        this(records, bytes, 64);
    }

    /** {@return how many records behind the copy are looked at for repetitions} */
    int behind() {
        return 160 * context;
    }

    /** {@return how many offsets before the last record are read where records are not told apart by their timestamps} */
    int untimed() {
        return 32 * context;
    }

    /** {@return how many offsets of the copy are read at first} */
    int firstChunk() {
        return 16 * context;
    }

    int largestChunk() {
        return 256 * context;
    }

    Limits with(int more) {
        return new Limits(records + more, 2 * bytes, context);
    }
}
