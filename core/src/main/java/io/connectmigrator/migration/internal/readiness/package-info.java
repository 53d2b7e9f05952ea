/**
 * What is asked about each connector to know how ready a plan is, one line an item in {@code ReadinessItems}, and how the answers come
 * to scores. It reads what checks have read, and the topics of Kafka; it changes nothing. The package {@code run} calls it.
 */
@NullMarked
package io.connectmigrator.migration.internal.readiness;

import org.jspecify.annotations.NullMarked;
