@NullMarked
package io.connectmigrator.examples;

import org.jspecify.annotations.NullMarked;
