/**
 * What needs Kafka's clients: {@link io.connectmigrator.kafka.KafkaOffsets}, the offsets of a Connect cluster in Kafka,
 * {@link io.connectmigrator.kafka.KafkaJournal}, a migrator's journal in a compacted topic, {@link io.connectmigrator.kafka.KafkaBridge},
 * offsets translated for another Kafka cluster, {@link io.connectmigrator.kafka.KafkaTopics}, what topics say before a move, and
 * {@link io.connectmigrator.kafka.SchemaHistories}. It implements interfaces of core, and knows neither plans nor steps. Applications make
 * these and give them to the builders of core.
 */
@NullMarked
package io.connectmigrator.kafka;

import org.jspecify.annotations.NullMarked;
