/**
 * How a library that has no Kafka client reads the topics of a Kafka cluster.
 *
 * <p>{@link io.connectmigrator.topic.ClusterTopics} is implemented by {@code KafkaTopics} of the module {@code kafka-offsets}, and given to
 * a client of a Connect cluster. It knows no Connect cluster and no connector. Checks, readiness and baselines of a migration call it.
 */
@NullMarked
package io.connectmigrator.topic;

import org.jspecify.annotations.NullMarked;
