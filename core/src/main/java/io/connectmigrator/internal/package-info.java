/** What the other packages share and nobody else sees: JSON, HTTP and waiting. */
@NullMarked
package io.connectmigrator.internal;

import org.jspecify.annotations.NullMarked;
