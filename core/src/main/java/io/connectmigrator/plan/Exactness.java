package io.connectmigrator.plan;

/** How exactly a sink has to go on in another Kafka cluster. */
public enum Exactness {

    /** At the very next record, proved for every partition, or it is not moved. This is the default. */
    EXACT,

    /** It may read some records again, as many as the report says for each partition; it misses none. */
    AT_LEAST_ONCE
}
