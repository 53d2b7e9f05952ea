@NullMarked
package io.connectmigrator.kafka;

import org.jspecify.annotations.NullMarked;
