@NullMarked
package io.connectmigrator.event.internal;

import org.jspecify.annotations.NullMarked;
