/**
 * The configuration of the workers of one Connect cluster, and what follows from it and from the config of a connector: in which topics or group its offsets are, and which of its tasks may still commit.
 * It knows nothing of journals.
 * Only {@code KafkaOffsets} and its builder call it.
 */
@NullMarked
package io.connectmigrator.kafka.internal.worker;

import org.jspecify.annotations.NullMarked;
