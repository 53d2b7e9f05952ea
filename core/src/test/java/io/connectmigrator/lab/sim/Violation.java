package io.connectmigrator.lab.sim;

/**
 * A rule of the library that a schedule has broken.
 *
 * @param rule which one
 * @param seen what was seen, in words
 */
public record Violation(Rule rule, String seen) {

    /** The rules that hold under all faults. */
    public enum Rule {
        /** Every run ends. */
        RUN_ENDS,
        /** Without changes by others no record is lost. */
        NOTHING_LOST,
        /** Without changes by others no record is copied twice, except what Connect itself copies again. */
        NOTHING_DOUBLED,
        /** Without changes by others no record is copied for the first time after a later one of its partition. */
        ORDER_KEPT,
        /** The library never lets two copies run at once. */
        ONE_WRITER,
        /** Nothing is deleted, reconfigured or overwritten that the library has not made. */
        ONLY_OURS,
        /** No copy is started of a connector that its operator has stopped, reconfigured or given other offsets. */
        STARTED_AS_FOUND,
        /** A source that is started again while its target is watched is stopped again. */
        WATCHED,
        /** A sample that cannot be taken keeps no connector from moving. */
        SAMPLES_FAIL_NOTHING,
        /** No connector stays down that could have been resumed. */
        NOT_LEFT_DOWN,
        /** A report is true. */
        REPORT_TRUE,
        /** The events agree with the report. */
        EVENTS_TRUE,
        /** The journal agrees with the report. */
        JOURNAL_TRUE,
        /** An undo leaves nothing behind. */
        NO_TRACE,
        /** A fault that passes by itself does not make a call fail. */
        OUTLASTS,
        /** The same call made again succeeds. */
        AGAIN_SUCCEEDS,
        /** The library throws nothing but what it documents. */
        NOTHING_THROWN
    }

    @Override
    public String toString() {
        return rule + ": " + seen;
    }
}
