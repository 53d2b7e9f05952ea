/**
 * What can be read of the topics of a Kafka cluster, without Kafka's types: an SPI, which {@code kafka-offsets} implements. It knows no
 * connector and no Connect cluster. Checks ask it where a client of a Connect cluster has one.
 */
@NullMarked
package io.connectmigrator.topic;

import org.jspecify.annotations.NullMarked;
