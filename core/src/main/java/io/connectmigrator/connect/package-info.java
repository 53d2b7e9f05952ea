/**
 * One Kafka Connect cluster over its REST API. It knows neither plans nor journals, nor that there is another cluster. The packages of a
 * migration call it, and so do applications that need a client of Connect.
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
