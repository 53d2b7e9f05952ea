/** Connectors that are moved, and what has become of their records. */
@NullMarked
package io.connectmigrator.lab.moving;

import org.jspecify.annotations.NullMarked;
