package io.connectmigrator.plan.internal;

import io.connectmigrator.plan.CutoverHook;
import org.jspecify.annotations.Nullable;

/**
 * What a plan has called about a connector on its way; null where it has nothing called.
 *
 * @param afterSettled is called when what was created on the target has been left alone for the time
 * @param beforeQuiesce is called before the source is touched
 * @param onCutover switches the caller's records
 */
public record PlanHooks(
        @Nullable CutoverHook afterSettled,
        @Nullable CutoverHook beforeQuiesce,
        @Nullable CutoverHook onCutover) {

    static final PlanHooks NONE = new PlanHooks(null, null, null);

    public PlanHooks withAfterSettled(CutoverHook hook) {
        return new PlanHooks(hook, beforeQuiesce, onCutover);
    }

    public PlanHooks withBeforeQuiesce(CutoverHook hook) {
        return new PlanHooks(afterSettled, hook, onCutover);
    }

    public PlanHooks withOnCutover(CutoverHook hook) {
        return new PlanHooks(afterSettled, beforeQuiesce, hook);
    }
}
