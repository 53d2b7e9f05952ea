/** Real Kafka brokers and Connect workers of several versions, each a process of its own, started for a test or a demonstration. */
@NullMarked
package io.connectmigrator.lab;

import org.jspecify.annotations.NullMarked;
