package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.plan.internal.PlanHooks;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a plan's hooks about one connector; null where the plan has none.
 *
 * @param afterSettled is called when what was created has been left alone for the time
 * @param beforeQuiesce is called before the source is touched
 * @param onCutover switches the caller's records
 */
public record MoveHooks(
        @Nullable CutoverCalls afterSettled,
        @Nullable CutoverCalls beforeQuiesce,
        @Nullable CutoverCalls onCutover) {

    static final MoveHooks NONE = new MoveHooks(null, null, null);

    static MoveHooks of(ConnectorPlan plan) {
        PlanHooks hooks = plan.hooks();
        return new MoveHooks(
                calls(plan, hooks.afterSettled()), calls(plan, hooks.beforeQuiesce()), calls(plan, hooks.onCutover()));
    }

    private static @Nullable CutoverCalls calls(ConnectorPlan plan, @Nullable CutoverHook hook) {
        return hook == null
                ? null
                : CutoverCalls.of(hook, plan.targetConnector().movesTogether());
    }

    /** {@return those of the way back, on which only the caller's records are switched} */
    MoveHooks reversed() {
        return new MoveHooks(null, null, onCutover == null ? null : onCutover.reversed());
    }

    MoveHooks inRun(String id) {
        return new MoveHooks(inRun(afterSettled, id), inRun(beforeQuiesce, id), inRun(onCutover, id));
    }

    private static @Nullable CutoverCalls inRun(@Nullable CutoverCalls calls, String id) {
        return calls == null ? null : calls.inRun(id);
    }
}
