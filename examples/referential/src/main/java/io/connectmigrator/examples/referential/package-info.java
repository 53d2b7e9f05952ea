/**
 * A service that owns connectors of several Connect clusters, in the manner of ns4kafka: teams apply connectors to their
 * namespace over HTTP, a loop deploys them, and the service moves them between the clusters when it is asked to.
 *
 * <p>{@link io.connectmigrator.examples.referential.Connectors} is the store, one compacted topic;
 * {@link io.connectmigrator.examples.referential.Deployer} is the loop;
 * {@link io.connectmigrator.examples.referential.Migrations} is where the migrator is called.
 */
@NullMarked
package io.connectmigrator.examples.referential;

import org.jspecify.annotations.NullMarked;
