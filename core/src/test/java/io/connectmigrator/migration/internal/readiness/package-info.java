/** Tests of what is asked for the card of a plan. */
@NullMarked
package io.connectmigrator.migration.internal.readiness;

import org.jspecify.annotations.NullMarked;
