/**
 * Knowledge about classes of connectors: which partitions a config looks up, which offsets forbid a move, where connectors keep
 * other state, and which settings make a stop or a start dangerous. It accesses no cluster; the checks pass it the configs and
 * offsets that they have read.
 */
@NullMarked
package io.connectmigrator.family;

import org.jspecify.annotations.NullMarked;
