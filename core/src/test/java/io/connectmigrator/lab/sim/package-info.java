/**
 * A simulation of Kafka, Kafka Connect, the network, processes and time, in one thread and in virtual time. It is driven by a
 * seed, so that the same seed gives the same run. The library runs in it unchanged, through its seams.
 */
@NullMarked
package io.connectmigrator.lab.sim;

import org.jspecify.annotations.NullMarked;
