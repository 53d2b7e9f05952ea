/**
 * Knowledge about classes of connectors: which partitions a config looks up, which offsets forbid a move, where connectors keep
 * other state, and which settings make a stop or a start dangerous. It accesses no cluster, and knows neither plans nor steps: it is passed
 * the configs and offsets that were read. The packages {@code connector}, {@code check} and {@code readiness} of a migration call it;
 * applications add families of their own.
 */
@NullMarked
package io.connectmigrator.family;

import org.jspecify.annotations.NullMarked;
