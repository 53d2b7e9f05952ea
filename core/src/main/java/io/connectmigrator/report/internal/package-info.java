/**
 * Failures that carry a problem, and the mapping of other failures to problems. It knows the exceptions of journals, clusters and
 * transports, and no step or check. The packages above throw and read it.
 */
@NullMarked
package io.connectmigrator.report.internal;

import org.jspecify.annotations.NullMarked;
