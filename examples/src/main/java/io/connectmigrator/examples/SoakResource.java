package io.connectmigrator.examples;

/** What must not grow while a process migrates for a long time. */
enum SoakResource {
    HEAP("heap after a collection", 1.1, 2 << 20),
    THREADS("threads", 1, 2),
    FILE_DESCRIPTORS("file descriptors", 1, 3),
    SOCKETS("sockets", 1, 3),
    KAFKA_CLIENTS("Kafka clients", 1, 0),
    /** Between two runs of the cleaner a compacted topic grows. */
    JOURNAL_TOPIC("journal topic, bytes", 1.5, 64 << 10);

    private final String title;
    private final double factor;
    private final long slack;

    SoakResource(String title, double factor, long slack) {
        this.title = title;
        this.factor = factor;
        this.slack = slack;
    }

    String title() {
        return title;
    }

    /** {@return the most that it may be in the end} */
    long limit(long inTheBeginning) {
        return (long) (inTheBeginning * factor) + slack;
    }
}
