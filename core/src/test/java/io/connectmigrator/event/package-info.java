@NullMarked
package io.connectmigrator.event;

import org.jspecify.annotations.NullMarked;
