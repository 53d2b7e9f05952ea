/**
 * The results of migrations and checks: reports, outcomes, steps and {@link io.connectmigrator.report.Problem}s with stable codes,
 * as values and as text, Markdown, JSON and HTML. It knows the owners of journal entries and transports, and no step, check or
 * connector. All packages above describe with it what they have found or done.
 */
@NullMarked
package io.connectmigrator.report;

import org.jspecify.annotations.NullMarked;
