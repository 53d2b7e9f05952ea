@NullMarked
package io.connectmigrator.kafka.internal.topic;

import org.jspecify.annotations.NullMarked;
