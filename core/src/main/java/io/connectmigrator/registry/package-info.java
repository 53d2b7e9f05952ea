/**
 * A schema registry over its REST API, read only.
 *
 * <p>A {@link io.connectmigrator.registry.SchemaRegistry}, made by a {@link io.connectmigrator.registry.SchemaRegistryBuilder}, reads
 * subjects, versions and ids, and is given to the client of a Connect cluster. It knows no connector, no Connect cluster and no Kafka
 * client. What goes wrong is a {@link io.connectmigrator.registry.SchemaRegistryException}.
 */
@NullMarked
package io.connectmigrator.registry;

import org.jspecify.annotations.NullMarked;
