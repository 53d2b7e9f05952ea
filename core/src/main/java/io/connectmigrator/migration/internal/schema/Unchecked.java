package io.connectmigrator.migration.internal.schema;

/**
 * Something about schemas that could not be checked.
 *
 * @param what what is not checked, and why
 * @param remedy what would let it be checked
 * @param refused whether a registry that was given did not answer, so that the check that was asked for could not be made
 */
public record Unchecked(String what, String remedy, boolean refused) {}
