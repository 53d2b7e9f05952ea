/**
 * How far a connector has come, and the text of its journal entry.
 * It knows plans and reports, and neither clusters nor steps.
 * Steps write it, and runs decide by it where to go on.
 */
@NullMarked
package io.connectmigrator.migration.internal.state;

import org.jspecify.annotations.NullMarked;
