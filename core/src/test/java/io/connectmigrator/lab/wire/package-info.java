/** Workers that answer as real ones do, at once or as late as one likes, for what has to be the same each time. */
@NullMarked
package io.connectmigrator.lab.wire;

import org.jspecify.annotations.NullMarked;
