package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;

/**
 * How the migration of one connector ended. A later version may have more outcomes, and outcomes with more components: code that tells
 * them apart needs a default, which the compiler demands of a {@code switch}; {@link #succeeded} is there for all.
 */
public sealed interface MigrationOutcome
        permits MigrationOutcome.Moved,
                MigrationOutcome.Confirmed,
                MigrationOutcome.RolledBack,
                MigrationOutcome.Forgotten,
                MigrationOutcome.Rehearsed,
                MigrationOutcome.Refused,
                MigrationOutcome.NotStarted,
                MigrationOutcome.Undone,
                MigrationOutcome.Unfinished,
                LaterOutcome {

    /** {@return the outcome's name, such as {@code ROLLED_BACK}: stable, for programs and machine formats} */
    String name();

    /** {@return whether the connector is where the call was to bring it} */
    default boolean succeeded() {
        return this instanceof Moved
                || this instanceof Confirmed
                || this instanceof RolledBack
                || this instanceof Forgotten
                || this instanceof Rehearsed;
    }

    /** {@return the name in words, such as {@code rolled back}} */
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
        public String name() {
            return "MOVED";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /** The source connector has been deleted. To bring the connector back, migrate it in the other direction. */
    record Confirmed() implements MigrationOutcome {

        @Override
        public String name() {
            return "CONFIRMED";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /** The connector is on the source again, in the state it had, at the position that the target had reached. */
    record RolledBack() implements MigrationOutcome {

        @Override
        public String name() {
            return "ROLLED_BACK";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * The journal has no open entry of the connector any more. If this call has ended one, a problem of the kind
     * {@link ProblemCode#FORGOTTEN} says what it was and what is left on both clusters, where nothing was changed.
     */
    record Forgotten() implements MigrationOutcome {

        @Override
        public String name() {
            return "FORGOTTEN";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * What a move does on the target was tried with a copy, which is not there any more. The source was not touched.
     *
     * @param complete whether every part was tried; otherwise a problem of the kind {@link ProblemCode#REHEARSED_IN_PART} says which
     *     was not
     */
    record Rehearsed(boolean complete) implements MigrationOutcome {

        @Override
        public String name() {
            return "REHEARSED";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * The call was refused for this connector before anything was touched: the check found an error, or the call does not
     * fit the state of the migration.
     */
    record Refused() implements MigrationOutcome {

        @Override
        public String name() {
            return "REFUSED";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * The connector could have moved, but was not started: another connector of the plan was refused, one that it waits for
     * has not moved, too many have failed, a gate was closed, or the run was cancelled. The source was not touched, and what
     * had been prepared on the target has been removed again.
     */
    record NotStarted() implements MigrationOutcome {

        @Override
        public String name() {
            return "NOT_STARTED";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * A step failed and everything was undone: the source is in the state it had, the target as it was found.
     *
     * @param failedAt the step that failed
     */
    record Undone(MigrationStep failedAt) implements MigrationOutcome {

        @Override
        public String name() {
            return "UNDONE";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * A step failed and could not be undone, or a migration of a process that died could not be continued: the connector is
     * neither where it was nor where it should be. The report's problems say what is left to do; the same call again
     * continues.
     *
     * @param stoppedAt the step that failed
     */
    record Unfinished(MigrationStep stoppedAt) implements MigrationOutcome {

        @Override
        public String name() {
            return "UNFINISHED";
        }

        @Override
        public String toString() {
            return Figures.words(name());
        }
    }
}
