/**
 * The records of an offset topic: reading them, deciding which of them count, and writing them.
 * It knows neither the config of a connector nor consumer groups.
 * The packages {@code worker} and {@code bridge} and the exported one call it.
 */
@NullMarked
package io.connectmigrator.kafka.internal.topic;

import org.jspecify.annotations.NullMarked;
