package io.connectmigrator.report;

/** How much a {@link Problem} matters. */
public enum Severity {

    /** Worth knowing; the migration goes on. */
    WARNING,

    /** In the way: nothing is touched, or what was done is undone. */
    ERROR
}
