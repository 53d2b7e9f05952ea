package io.connectmigrator.plan;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What a {@link CutoverHook} is told: which connector moves from where to where, and in which run. Both methods of a hook are told
 * the same of one migration: {@link #from} is the source also when the connector goes back. Immutable. Later versions may tell more.
 */
public final class Cutover {

    private final ConnectorMove move;
    private final String runId;
    private final boolean repeat;

    private Cutover(ConnectorMove move, String runId, boolean repeat) {
        this.move = requireNonNull(move, "move");
        this.runId = requireNonNull(runId, "runId");
        this.repeat = repeat;
    }

    /**
     * {@return the cut-over of a connector, for the first time} The migrator makes these; it is public so that an application can test
     * its hook.
     *
     * @param move which connector moves from where to where
     * @param runId the id of the run
     */
    public static Cutover of(ConnectorMove move, String runId) {
        return new Cutover(move, runId, false);
    }

    /** {@return the same, of a hook that may have been called before} */
    public Cutover repeated() {
        return new Cutover(move, runId, true);
    }

    /** {@return the connector's name on the source} */
    public String connector() {
        return move.connector();
    }

    /** {@return the name of the source cluster, as its client has it} */
    public String from() {
        return move.from();
    }

    /** {@return the connector's name on the target} */
    public String target() {
        return move.target();
    }

    /** {@return the name of the target cluster, as its client has it} */
    public String to() {
        return move.to();
    }

    /** {@return the attributes that the plan gives the connector, in order; unmodifiable} */
    public Map<String, String> attributes() {
        return move.attributes();
    }

    /** {@return the {@link io.connectmigrator.migration.MigrationRun#id() id} of the run that calls} */
    public String runId() {
        return runId;
    }

    /**
     * {@return whether the same method of the hook may have been called before for this migration, without the other one since} It was
     * if an earlier try threw; it may have been if the process that was at work died. False is certain.
     */
    public boolean isRepeat() {
        return repeat;
    }

    /** {@return the move and the run on one line} */
    @Override
    public String toString() {
        return move + " in run " + runId + (repeat ? ", again" : "");
    }
}
