/**
 * One connector and its two clusters: its copies, its offsets, the transports for them, and the conditions that must hold.
 * It changes what it is told to change, and knows neither checks nor steps.
 * Both of them call it.
 */
@NullMarked
package io.connectmigrator.migration.internal.connector;

import org.jspecify.annotations.NullMarked;
