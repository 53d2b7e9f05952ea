/** A stand-in for a connector that is not on Maven Central, under its name. */
@NullMarked
package io.confluent.connect.replicator;

import org.jspecify.annotations.NullMarked;
