/** Topics of a Kafka cluster in memory. */
@NullMarked
package io.connectmigrator.lab.topic;

import org.jspecify.annotations.NullMarked;
