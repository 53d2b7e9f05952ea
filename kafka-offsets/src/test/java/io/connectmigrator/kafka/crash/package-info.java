/** Migrations that are cut off, or whose answers get lost, at each of the points that they pass. */
@NullMarked
package io.connectmigrator.kafka.crash;

import org.jspecify.annotations.NullMarked;
