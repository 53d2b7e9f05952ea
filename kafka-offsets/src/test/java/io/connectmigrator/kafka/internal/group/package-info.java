@NullMarked
package io.connectmigrator.kafka.internal.group;

import org.jspecify.annotations.NullMarked;
