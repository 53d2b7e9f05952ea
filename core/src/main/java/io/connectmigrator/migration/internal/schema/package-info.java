/**
 * The schemas that the converters of a connector read and write, in the registries of both clusters and in the topics.
 * It reads, changes nothing, and knows neither the plan nor what its findings mean for a move.
 * A check asks for it, once for all connectors of a plan.
 */
@NullMarked
package io.connectmigrator.migration.internal.schema;

import org.jspecify.annotations.NullMarked;
