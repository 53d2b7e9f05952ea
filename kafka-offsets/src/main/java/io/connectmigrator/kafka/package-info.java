/**
 * What needs Kafka's own clients: {@link io.connectmigrator.kafka.KafkaOffsets}, the offset topic of a Connect cluster itself,
 * and {@link io.connectmigrator.kafka.KafkaJournal}, a migrator's journal in a compacted topic.
 */
@NullMarked
package io.connectmigrator.kafka;

import org.jspecify.annotations.NullMarked;
