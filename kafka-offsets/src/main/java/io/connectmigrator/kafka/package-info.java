/**
 * The classes that need Kafka's clients: {@link io.connectmigrator.kafka.KafkaOffsets}, the offsets of a Connect cluster in Kafka,
 * and {@link io.connectmigrator.kafka.KafkaJournal}, a migrator's journal in a compacted topic.
 */
@NullMarked
package io.connectmigrator.kafka;

import org.jspecify.annotations.NullMarked;
