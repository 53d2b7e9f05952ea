package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;
import java.util.List;

/**
 * The calls of a plan's hook about the connectors of a unit in one call of the migrator, and whether they may repeat earlier ones. On the way back
 * its two methods have changed places. Not thread-safe.
 */
public final class CutoverCalls {

    private final CutoverHook hook;
    private final List<ConnectorMove> moves;
    private final String run;
    private boolean first;
    private boolean cutOverCalled;
    private boolean takeBackCalled;

    private CutoverCalls(CutoverHook hook, List<ConnectorMove> moves, String run) {
        this.hook = hook;
        this.moves = moves;
        this.run = run;
    }

    static CutoverCalls of(CutoverHook hook, List<ConnectorMove> moves) {
        return new CutoverCalls(hook, moves, "");
    }

    CutoverCalls inRun(String id) {
        return new CutoverCalls(hook, moves, id);
    }

    CutoverCalls reversed() {
        return new CutoverCalls(CutoverHook.of(hook::takeBack, hook::cutOver), moves, run);
    }

    /** Notes that no earlier call of the migrator can have called the hook. */
    public void first() {
        first = true;
    }

    public void cutOver() throws Exception {
        boolean repeat = cutOverCalled;
        cutOverCalled = true;
        hook.cutOver(told(repeat));
    }

    public void takeBack() throws Exception {
        boolean repeat = takeBackCalled;
        takeBackCalled = true;
        hook.takeBack(told(repeat));
    }

    private Cutover told(boolean repeat) {
        Cutover cutover = Cutover.of(moves, run);
        return repeat || !first ? cutover.repeated() : cutover;
    }
}
