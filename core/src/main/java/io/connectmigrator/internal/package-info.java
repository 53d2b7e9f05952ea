/**
 * JSON, HTTP, waiting, files, redaction, and texts for people, hidden from callers.
 * It knows nothing of Connect, and no other package of the library but {@code error}.
 * All other packages call it.
 */
@NullMarked
package io.connectmigrator.internal;

import org.jspecify.annotations.NullMarked;
