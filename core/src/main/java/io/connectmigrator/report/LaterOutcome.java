package io.connectmigrator.report;

/** Stands for the outcomes of later versions. There is none: it makes callers' switches have a default. */
final class LaterOutcome implements MigrationOutcome {

    private LaterOutcome() {}

    @Override
    public boolean succeeded() {
        return false;
    }

    @Override
    public String toString() {
        return "later";
    }
}
