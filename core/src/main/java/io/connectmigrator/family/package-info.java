/**
 * What is known of classes of connectors: which partitions a config asks for, what in an offset forbids a move, where else state
 * is kept, and which settings make a stop or a start dangerous. Asks no cluster and changes nothing; the checks ask it about
 * configs and offsets that they have read.
 */
@NullMarked
package io.connectmigrator.family;

import org.jspecify.annotations.NullMarked;
