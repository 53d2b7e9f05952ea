package io.connectmigrator.topic;

import static java.util.Objects.requireNonNull;

/**
 * A right that a client needs.
 *
 * @param resource on what kind of resource
 * @param name the name of the resource
 * @param operation what it does there
 */
public record AccessRight(Resource resource, String name, Operation operation) {

    /** The name of the resource that is the Kafka cluster. */
    public static final String CLUSTER_NAME = "kafka-cluster";

    /** The kinds of resources that connectors use. */
    public enum Resource {
        /** A topic. */
        TOPIC,
        /** A consumer group. */
        GROUP,
        /** The id of a producer with transactions. */
        TRANSACTIONAL_ID,
        /** The Kafka cluster, which has one name, {@link AccessRight#CLUSTER_NAME}. */
        CLUSTER
    }

    /** What clients do with a resource, as Kafka names it. */
    public enum Operation {
        /** All of these, and others; only in rules. */
        ALL,
        /** Reads records, or is a member and commits offsets. */
        READ,
        /** Writes records. */
        WRITE,
        /** Creates it; on the cluster, any topic. */
        CREATE,
        /** Deletes it. */
        DELETE,
        /** Alters it. */
        ALTER,
        /** Sees that it is there. Every other right includes this one. */
        DESCRIBE
    }

    /**
     * Checks that nothing is null.
     *
     * @param resource on what kind of resource
     * @param name the name of the resource
     * @param operation what it does there
     */
    public AccessRight {
        requireNonNull(resource, "resource");
        requireNonNull(name, "name");
        requireNonNull(operation, "operation");
    }

    /** {@return operation, kind and name, such as {@code READ of topic orders}} */
    @Override
    public String toString() {
        return operation + " of "
                + switch (resource) {
                    case TOPIC -> "topic " + name;
                    case GROUP -> "group " + name;
                    case TRANSACTIONAL_ID -> "transactional id " + name;
                    case CLUSTER -> "the cluster";
                };
    }
}
