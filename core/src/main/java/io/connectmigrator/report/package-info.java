/**
 * What became of a migration and what is in the way of one: reports, outcomes, steps and {@link io.connectmigrator.report.Problem}s with
 * codes that do not change, as values and as text, Markdown, JSON and HTML. It knows the records of journals, and no step, check or
 * connector. Everything above describes in these words what it has found or done.
 */
@NullMarked
package io.connectmigrator.report;

import org.jspecify.annotations.NullMarked;
