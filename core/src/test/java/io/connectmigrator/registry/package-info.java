@NullMarked
package io.connectmigrator.registry;

import org.jspecify.annotations.NullMarked;
