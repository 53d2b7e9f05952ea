@NullMarked
package io.connectmigrator;

import org.jspecify.annotations.NullMarked;
