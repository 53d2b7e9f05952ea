/**
 * A failure that carries a problem, and the problem that other failures mean. It knows the exceptions of journals, clusters and
 * transports, and no step or check. Everything above the reports throws and reads it.
 */
@NullMarked
package io.connectmigrator.report.internal;

import org.jspecify.annotations.NullMarked;
