/** Stand-ins for connectors that are not on Maven Central, under their names. */
@NullMarked
package io.confluent.connect.jdbc;

import org.jspecify.annotations.NullMarked;
