@NullMarked
package io.connectmigrator.kafka.internal.bridge;

import org.jspecify.annotations.NullMarked;
