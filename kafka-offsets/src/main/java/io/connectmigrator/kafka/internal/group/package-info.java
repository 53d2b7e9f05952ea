/**
 * The committed offsets and the members of the consumer group of a sink connector.
 * It knows neither the config of the connector nor offset topics.
 * The packages {@code worker} and {@code bridge} and the exported one call it.
 */
@NullMarked
package io.connectmigrator.kafka.internal.group;

import org.jspecify.annotations.NullMarked;
