package io.connectmigrator.lab.facts;

import org.jspecify.annotations.Nullable;

/** A record of an internal topic of Connect as text; without a value it is a tombstone. */
public record FactsRecord(String key, @Nullable String value) {}
