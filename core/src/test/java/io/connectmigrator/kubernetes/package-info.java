@NullMarked
package io.connectmigrator.kubernetes;

import org.jspecify.annotations.NullMarked;
