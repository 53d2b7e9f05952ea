/**
 * What a plan says, and what it means now: which connectors it has, where each of them goes, in which order, and what is wrong with the
 * plan as a whole. It asks clusters only which connectors there are, and knows the journal by the moves that it tells. Checks and runs
 * read it.
 */
@NullMarked
package io.connectmigrator.plan.internal;

import org.jspecify.annotations.NullMarked;
