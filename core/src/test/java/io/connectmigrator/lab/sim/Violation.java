package io.connectmigrator.lab.sim;

/**
 * A rule of the library that a schedule has broken.
 *
 * @param rule which one
 * @param seen what was seen, in words
 */
public record Violation(Rule rule, String seen) {

    /** What holds whatever goes wrong. */
    public enum Rule {
        /** Every run ends. */
        RUN_ENDS,
        /** Without another's hand no record is lost. */
        NOTHING_LOST,
        /** Without another's hand no record is copied twice, but for what Connect itself copies again. */
        NOTHING_DOUBLED,
        /** The library never lets two copies run at once. */
        ONE_WRITER,
        /** Nothing is deleted, reconfigured or overwritten that the library has not made. */
        ONLY_OURS,
        /** No copy is started of a connector that its operator had at rest, or has given another config or other offsets since. */
        STARTED_AS_FOUND,
        /** No connector stays down that could have been brought back. */
        NOT_LEFT_DOWN,
        /** What a report says is so. */
        REPORT_TRUE,
        /** What the events say is what the report says. */
        EVENTS_TRUE,
        /** What the journal says is what the report says. */
        JOURNAL_TRUE,
        /** What is undone leaves no trace. */
        NO_TRACE,
        /** What passes by itself does not make a call fail. */
        OUTLASTS,
        /** The same call again comes to a good end. */
        AGAIN_SUCCEEDS,
        /** The library throws nothing but what it documents. */
        NOTHING_THROWN
    }

    @Override
    public String toString() {
        return rule + ": " + seen;
    }
}
