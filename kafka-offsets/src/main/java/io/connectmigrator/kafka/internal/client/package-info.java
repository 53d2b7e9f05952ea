/**
 * Kafka's clients for one Kafka cluster, what is asked of an admin client, and the messages for their failures.
 * It knows neither offsets of connectors nor journals.
 * All other packages of this module call it.
 */
@NullMarked
package io.connectmigrator.kafka.internal.client;

import org.jspecify.annotations.NullMarked;
