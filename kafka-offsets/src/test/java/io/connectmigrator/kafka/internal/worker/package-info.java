@NullMarked
package io.connectmigrator.kafka.internal.worker;

import org.jspecify.annotations.NullMarked;
