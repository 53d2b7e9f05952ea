package io.connectmigrator.kafka.internal.bridge;

/**
 * How much is read of one partition in each cluster.
 *
 * @param records how many records at most
 * @param bytes how many bytes at most
 * @param context how many offsets before and behind a record at first, so that equal records are noticed
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

    Limits with(int more) {
        return new Limits(records + more, 2 * bytes, context);
    }
}
