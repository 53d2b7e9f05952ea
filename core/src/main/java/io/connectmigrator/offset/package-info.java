/** The offsets of a connector as values, and how they are listed, altered and reset. */
@NullMarked
package io.connectmigrator.offset;

import org.jspecify.annotations.NullMarked;
