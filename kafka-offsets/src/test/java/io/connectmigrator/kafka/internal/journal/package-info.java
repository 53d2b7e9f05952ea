@NullMarked
package io.connectmigrator.kafka.internal.journal;

import org.jspecify.annotations.NullMarked;
