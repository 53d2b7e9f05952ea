/** The offset topic of a Connect cluster itself, through Kafka's own clients. */
@NullMarked
package io.connectmigrator.kafka;

import org.jspecify.annotations.NullMarked;
