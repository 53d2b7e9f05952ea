/**
 * One Kafka Connect cluster over its REST API.
 *
 * <p>A {@link io.connectmigrator.connect.ConnectClient}, made by a
 * {@link io.connectmigrator.connect.ConnectClientBuilder}, sends requests and answers values such as
 * {@link io.connectmigrator.connect.ConnectorInfo} and {@link io.connectmigrator.connect.ConnectorStatus}. What goes
 * wrong is a {@link io.connectmigrator.connect.ConnectClientException}, one kind for each thing that a caller does
 * something else about.
 */
@NullMarked
package io.connectmigrator.connect;

import org.jspecify.annotations.NullMarked;
