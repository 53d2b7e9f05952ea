/** Migrations between Connect clusters in containers. */
@NullMarked
package io.connectmigrator.examples.containers;

import org.jspecify.annotations.NullMarked;
