/**
 * A journal in a compacted topic, and leases on its entries: acquiring, heartbeats, take-over, fencing.
 * It knows nothing of the offsets of connectors.
 * Only {@code KafkaJournal} and its builder call it.
 */
@NullMarked
package io.connectmigrator.kafka.internal.journal;

import org.jspecify.annotations.NullMarked;
