package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import java.util.Locale;

/** The steps of a migration, in the order in which they happen. */
public enum MigrationStep {

    /** Reads both clusters and finds problems. Writes nothing. If it fails, nothing was touched. */
    CHECK("#8b96a3", "#8793a1", false),

    /**
     * Creates the connector on the target, stopped, while the source still runs. On workers before 3.7, which start what
     * they create, it only checks that the name is free. If it fails, what was created is deleted.
     */
    PREPARE("#6176a8", "#8fa3d6", false),

    /**
     * Takes two samples of the source, which runs meanwhile. Only if the plan asks for it. It never fails: the report says what could
     * not be read.
     */
    BASELINE("#3f8fc4", "#7fc0ea", false),

    /**
     * Looks for the time that the plan sets whether what was created on the target is left alone, and calls the plan's hook afterwards.
     * Only if the plan asks for it. The source runs meanwhile. If it fails, what was created is deleted.
     */
    SETTLE("#7d8f3a", "#b3c46a", false),

    /**
     * Waits until the mirror has copied what a sink has read so far, and looks whether its offsets can be translated. Only for sinks that
     * come to another Kafka cluster. The sink runs meanwhile. If it fails, what was created is deleted.
     */
    AWAIT_MIRROR("#9c6b1e", "#d9a95a", false),

    /** Calls the plan's hook before the source is touched, if it has one. If that fails, what was created is deleted. */
    BEFORE_QUIESCE("#8a5a7a", "#c795b6", false),

    /**
     * Pauses the source, waits until every task says that it is paused, and stops it; on workers before 3.5, which
     * cannot stop a connector, it restarts the paused tasks instead, which makes them commit. If it fails, the source is
     * brought back to the state it had.
     */
    QUIESCE("#d2641a", "#f08c49", true),

    /** Reads the offsets of the stopped source. If it fails, the source is brought back. */
    SNAPSHOT("#a88210", "#d3b143", true),

    /**
     * Translates the offsets of a sink that comes to another Kafka cluster, as soon as the mirror has copied the last records that it has
     * read. For a source that does, waits until the mirror has copied the last records that it has written. Also changes the offsets as
     * the plan says, and back in a rollback, on any Kafka cluster. If it fails, the source is brought back.
     */
    TRANSLATE("#b5485d", "#e58a9c", true),

    /** Writes the offsets to the target. If it fails, the target's offsets are restored and the source brought back. */
    WRITE("#a23f94", "#d680c9", true),

    /**
     * Reads the offsets back from the target, and before a hook is called the source once more. If they differ, everything
     * is undone.
     */
    VERIFY("#11828a", "#46b9c1", true),

    /** Calls the {@link io.connectmigrator.plan.CutoverHook}. If that fails, everything is undone. */
    CUT_OVER("#6d4bc4", "#a58cf0", true),

    /**
     * Reads both sides once more, brings the connector on the target to the state that the source had, or creates it on
     * workers before 3.7, and waits until every task runs. If anything has changed meanwhile, everything is undone. If it fails
     * after the target was asked to run, the target may have copied records, and
     * {@link io.connectmigrator.migration.Migrator#rollback} copies its offsets back.
     */
    RESUME("#2a6bd4", "#6aa0f7", true),

    /** Watches that the offsets of the target move on from what was written, and never back. */
    PROVE("#3c8c4a", "#6cc07c", false),

    /** Takes the same samples of the target, which runs. Only if the plan asks for it. It never fails. */
    COMPARE("#1f5f8a", "#4f9bcb", false),

    /**
     * Looks at both copies for the time that the plan sets: whether the target's tasks run and the source is at rest. Only if the plan
     * asks for it. If it fails, the target runs or has failed, and the problem says what to do.
     */
    WATCH("#4f7f86", "#82b6bd", false),

    /** Deletes the connector that is no longer needed: the source's on confirm, the target's on rollback. */
    REMOVE("#6b5c52", "#b09c8e", false);

    private final String lightColour;
    private final String darkColour;
    private final boolean down;

    MigrationStep(String lightColour, String darkColour, boolean down) {
        this.lightColour = lightColour;
        this.darkColour = darkColour;
        this.down = down;
    }

    /** {@return the CSS colour of the step on a light page} */
    String lightColour() {
        return lightColour;
    }

    /** {@return the CSS colour of the step on a dark page} */
    String darkColour() {
        return darkColour;
    }

    /** {@return whether the connector is down while the step is done} */
    boolean isDown() {
        return down;
    }

    /** {@return the CSS class of the step, such as {@code cut-over}} */
    String cssClass() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the step's name in words} */
    @Override
    public String toString() {
        return Figures.words(name());
    }
}
