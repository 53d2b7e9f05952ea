/** Tests of the card of a plan. */
@NullMarked
package io.connectmigrator.readiness;

import org.jspecify.annotations.NullMarked;
