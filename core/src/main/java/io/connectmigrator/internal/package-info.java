/** What the other packages share and callers do not see: JSON, HTTP and waiting. */
@NullMarked
package io.connectmigrator.internal;

import org.jspecify.annotations.NullMarked;
