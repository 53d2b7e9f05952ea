/**
 * Where a consumer goes on in another Kafka cluster, found by comparing records; what MirrorMaker tells of its progress.
 * It knows neither Connect workers nor how offsets are written.
 * The exported package calls it.
 */
@NullMarked
package io.connectmigrator.kafka.internal.bridge;

import org.jspecify.annotations.NullMarked;
