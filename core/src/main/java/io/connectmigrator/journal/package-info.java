/**
 * What survives a crash: the entries of a journal, the claims that exclude other processes, and the journals in memory and in files.
 * It knows nothing of connectors, clusters or steps: the text of an entry is that of {@code migration.internal.state}. Migrators call
 * it, and so may services that keep a journal of their own.
 */
@NullMarked
package io.connectmigrator.journal;

import org.jspecify.annotations.NullMarked;
