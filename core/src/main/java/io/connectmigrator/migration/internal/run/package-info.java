/**
 * One connector, one wave, one plan, from the first look to the report.
 * It decides what comes next, and leaves to steps and checks what that means on the clusters.
 * Only the migrator calls it.
 */
@NullMarked
package io.connectmigrator.migration.internal.run;

import org.jspecify.annotations.NullMarked;
