@NullMarked
package io.connectmigrator.migration;

import org.jspecify.annotations.NullMarked;
