@NullMarked
package io.connectmigrator.kafka.internal.client;

import org.jspecify.annotations.NullMarked;
