@NullMarked
package io.connectmigrator.journal;

import org.jspecify.annotations.NullMarked;
