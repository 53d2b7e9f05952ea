package io.connectmigrator.kafka.internal.bridge;

/** How many records and bytes of one partition are read at most from each cluster. */
public record Limits(int records, long bytes) {

    public static final Limits DEFAULT = new Limits(100_000, 256L * 1024 * 1024);

    public Limits {
        if (records < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "the search limit must be positive, was " + records + " records and " + bytes + " bytes");
        }
    }

    Limits withContext(int more) {
        return new Limits(records + more, 2 * bytes);
    }
}
