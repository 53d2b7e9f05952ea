package io.connectmigrator.report;

/** Stands for the outcomes of later versions. There is none: it makes callers' switches have a default. */
final class LaterOutcome implements MigrationOutcome {

    private LaterOutcome() {}

    @Override
    public String name() {
        return "LATER";
    }

    @Override
    public String toString() {
        return "later";
    }
}
