@NullMarked
package io.connectmigrator.examples.referential;

import org.jspecify.annotations.NullMarked;
