package io.connectmigrator.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a {@link CutoverHook} is told: which connector moves from where to where, and in which run. Both methods of a hook are told
 * the same of one migration: {@link #from} is the source also when the connector goes back. Immutable. Later versions may tell more.
 */
public final class Cutover {

    private final List<ConnectorMove> moves;
    private final String runId;
    private final boolean repeat;

    private Cutover(List<ConnectorMove> moves, String runId, boolean repeat) {
        this.moves = List.copyOf(moves);
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
        return of(List.of(requireNonNull(move, "move")), runId);
    }

    /**
     * {@return the cut-over of connectors that are merged, split or forked, for the first time}
     *
     * @param moves which connectors move from where to where, at least one
     * @param runId the id of the run
     */
    public static Cutover of(List<ConnectorMove> moves, String runId) {
        if (moves.isEmpty()) {
            throw new IllegalArgumentException("moves must not be empty");
        }
        return new Cutover(moves, runId, false);
    }

    /** {@return the same, of a hook that may have been called before} */
    public Cutover repeated() {
        return new Cutover(moves, runId, true);
    }

    /**
     * {@return which connectors move from where to where} One, unless connectors are merged, split or forked: then each pair of one on the
     * source and one that it becomes, or becomes a part of. The other methods tell of the first.
     */
    public List<ConnectorMove> moves() {
        return moves;
    }

    private ConnectorMove move() {
        return moves.get(0);
    }

    /** {@return the connector's name on the source} */
    public String connector() {
        return move().connector();
    }

    /** {@return the name of the source cluster, as its client has it} */
    public String from() {
        return move().from();
    }

    /** {@return the connector's name on the target} */
    public String target() {
        return move().target();
    }

    /** {@return the name of the target cluster, as its client has it} */
    public String to() {
        return move().to();
    }

    /** {@return the attributes that the plan gives the connector, in order; unmodifiable} */
    public Map<String, String> attributes() {
        return move().attributes();
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
        return moves.stream().map(ConnectorMove::toString).collect(Collectors.joining(", ")) + " in run " + runId
                + (repeat ? ", again" : "");
    }
}
