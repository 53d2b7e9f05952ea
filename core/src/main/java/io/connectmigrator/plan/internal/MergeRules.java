package io.connectmigrator.plan.internal;

import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.MergedConfigFunction;
import org.jspecify.annotations.Nullable;

/**
 * How connectors become one.
 *
 * @param onConflict what is done about a partition that two of them have with different offsets
 * @param mayLose whether the plan confirms that records may be lost by that
 * @param config makes the config of the one that they become, or null if their class is to tell
 */
public record MergeRules(
        OnConflict onConflict, boolean mayLose, @Nullable MergedConfigFunction config) {

    static final MergeRules DEFAULT = new MergeRules(OnConflict.REFUSE, false, null);

    public MergeRules on(OnConflict conflict) {
        return new MergeRules(conflict, mayLose, config);
    }

    public MergeRules losing() {
        return new MergeRules(onConflict, true, config);
    }

    public MergeRules with(MergedConfigFunction function) {
        return new MergeRules(onConflict, mayLose, function);
    }

    /** {@return whether records may be lost though the plan does not confirm it} */
    boolean loseUnconfirmed() {
        return onConflict == OnConflict.LATEST && !mayLose;
    }
}
