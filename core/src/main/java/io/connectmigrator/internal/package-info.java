/** JSON, HTTP, waiting, files and redaction, shared by all packages and hidden from callers. It knows nothing of Connect. */
@NullMarked
package io.connectmigrator.internal;

import org.jspecify.annotations.NullMarked;
