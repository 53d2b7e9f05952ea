@NullMarked
package io.connectmigrator.internal;

import org.jspecify.annotations.NullMarked;
