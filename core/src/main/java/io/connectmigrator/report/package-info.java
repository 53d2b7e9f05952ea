/**
 * What became of a migration, and what is in the way of one: {@link io.connectmigrator.report.Problem}s with codes that do not
 * change. Knows no cluster and no step; every other package that finds something says it in these words.
 */
@NullMarked
package io.connectmigrator.report;

import org.jspecify.annotations.NullMarked;
