/** One Kafka Connect cluster over its REST API. */
@NullMarked
package io.connectmigrator.connect;

import org.jspecify.annotations.NullMarked;
