/** Offsets of sinks that follow their topics to another Kafka cluster, on real brokers and real MirrorMakers. */
@NullMarked
package io.connectmigrator.kafka.across;

import org.jspecify.annotations.NullMarked;
