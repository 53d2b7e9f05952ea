/** Migrations that are killed, or whose answers are lost, at each of the points that they pass. */
@NullMarked
package io.connectmigrator.kafka.crash;

import org.jspecify.annotations.NullMarked;
