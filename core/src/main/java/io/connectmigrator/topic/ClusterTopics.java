package io.connectmigrator.topic;

import java.util.Set;

/**
 * Reads what is known of the topics of one Kafka cluster. Changes nothing. Implementations are thread-safe, and throw an unchecked
 * exception if the brokers do not answer in time; what could not be read is never reported as absent.
 */
public interface ClusterTopics {

    /**
     * {@return those of the topics that have records of transactions: committed, aborted or open ones, as far as the brokers
     * still know of them} Topics that do not exist are not among them. A topic that only transactions of long ago have written to
     * may be missing: brokers forget a producer when it has written nothing for some time ({@code producer.id.expiration.ms}, a
     * day by default).
     *
     * @param topics the names of topics
     */
    Set<String> transactional(Set<String> topics);

    /**
     * {@return whether these addresses are known to be of the Kafka cluster whose topics these are; false by default}
     *
     * @param bootstrapServers host and port of one or more brokers, separated by commas
     */
    default boolean isReachedBy(String bootstrapServers) {
        return false;
    }
}
