package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

/**
 * How the migration of one connector ended. A later version may have more outcomes, and outcomes with more components: code that tells
 * them apart needs a default, which the compiler demands of a {@code switch}; {@link #succeeded} is there for all.
 */
public sealed interface MigrationOutcome
        permits MigrationOutcome.Moved,
                MigrationOutcome.Confirmed,
                MigrationOutcome.RolledBack,
                MigrationOutcome.Forgotten,
                MigrationOutcome.Refused,
                MigrationOutcome.NotStarted,
                MigrationOutcome.Undone,
                MigrationOutcome.Unfinished,
                LaterOutcome {

    /** {@return whether what was asked for has been reached} */
    boolean succeeded();

    /** {@return the outcome in a word or two} */
    @Override
    String toString();

    /**
     * The connector runs on the target, or is paused or stopped there if that is what it was on the source. The source
     * is stopped and waits for {@link io.connectmigrator.migration.Migrator#confirm} or {@link io.connectmigrator.migration.Migrator#rollback}.
     *
     * @param movedOn whether the target was seen to commit offsets beyond those it was given; false only says that it
     *     had not yet when last looked at
     */
    record Moved(boolean movedOn) implements MigrationOutcome {

        @Override
        public boolean succeeded() {
            return true;
        }

        @Override
        public String toString() {
            return "moved";
        }
    }

    /** The source connector has been deleted; there is no way back but to migrate the other way. */
    record Confirmed() implements MigrationOutcome {

        @Override
        public boolean succeeded() {
            return true;
        }

        @Override
        public String toString() {
            return "confirmed";
        }
    }

    /** The connector is on the source again, in the state it had, at the position that the target had reached. */
    record RolledBack() implements MigrationOutcome {

        @Override
        public boolean succeeded() {
            return true;
        }

        @Override
        public String toString() {
            return "rolled back";
        }
    }

    /**
     * The journal has no open entry of the connector any more. If this call has ended one, a problem of the kind
     * {@link ProblemCode#FORGOTTEN} says what it was and what is left on both clusters, where nothing was changed.
     */
    record Forgotten() implements MigrationOutcome {

        @Override
        public boolean succeeded() {
            return true;
        }

        @Override
        public String toString() {
            return "forgotten";
        }
    }

    /**
     * What was asked for was not begun: the check found an error, or it does not fit how far the connector has come.
     * Nothing was touched.
     */
    record Refused() implements MigrationOutcome {

        @Override
        public boolean succeeded() {
            return false;
        }

        @Override
        public String toString() {
            return "refused";
        }
    }

    /**
     * The connector itself could have moved, but something else kept it: another one of the plan was refused, or one that it
     * waits for has not moved; too many have failed, a gate was closed, or the run was cancelled. The source was not touched,
     * and what had been prepared on the target has been taken away again.
     */
    record NotStarted() implements MigrationOutcome {

        @Override
        public boolean succeeded() {
            return false;
        }

        @Override
        public String toString() {
            return "not started";
        }
    }

    /**
     * A step failed and everything was undone: the source is in the state it had, the target as it was found.
     *
     * @param failedAt the step that failed
     */
    record Undone(MigrationStep failedAt) implements MigrationOutcome {

        /**
         * Checks that the step is there.
         *
         * @param failedAt the step that failed
         */
        public Undone {
            requireNonNull(failedAt, "failedAt");
        }

        @Override
        public boolean succeeded() {
            return false;
        }

        @Override
        public String toString() {
            return "undone";
        }
    }

    /**
     * A step failed, or what a process that died had prepared could not go on, and the connector is neither where it was nor
     * where it should be. The report's problems say what is left to do; the same call again goes on from there.
     *
     * @param stoppedAt the step that failed
     */
    record Unfinished(MigrationStep stoppedAt) implements MigrationOutcome {

        /**
         * Checks that the step is there.
         *
         * @param stoppedAt the step that failed
         */
        public Unfinished {
            requireNonNull(stoppedAt, "stoppedAt");
        }

        @Override
        public boolean succeeded() {
            return false;
        }

        @Override
        public String toString() {
            return "unfinished";
        }
    }
}
