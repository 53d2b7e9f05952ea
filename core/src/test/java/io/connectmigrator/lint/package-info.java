@NullMarked
package io.connectmigrator.lint;

import org.jspecify.annotations.NullMarked;
