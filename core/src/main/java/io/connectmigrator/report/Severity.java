package io.connectmigrator.report;

/** Whether a {@link Problem} prevents a migration. */
public enum Severity {

    /** The migration goes on. */
    WARNING,

    /** Nothing is touched, or what was done is undone. */
    ERROR
}
