/** The quick start and the benchmark. */
@NullMarked
package io.connectmigrator.examples;

import org.jspecify.annotations.NullMarked;
