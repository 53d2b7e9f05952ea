package io.connectmigrator.migration;

import org.jspecify.annotations.Nullable;

/**
 * How far one connector has come, across all calls.
 *
 * @param phase what has been reached
 * @param there the progress of the way to the target
 * @param back the progress of the way back, or null if nobody asked for it
 */
record Journey(Phase phase, Progress there, @Nullable Progress back) {

    enum Phase {
        UNDER_WAY,
        UNDONE,
        MOVED,
        ROLLED_BACK,
        CONFIRMED
    }

    static Journey begin() {
        return new Journey(Phase.UNDER_WAY, Progress.NOTHING_YET, null);
    }

    Journey withThere(Progress progress) {
        return new Journey(phase, progress, back);
    }

    Journey withBack(@Nullable Progress progress) {
        return new Journey(phase, there, progress);
    }

    Journey in(Phase reached) {
        return new Journey(reached, there, back);
    }

    /** {@return whether there is something left to do, if only to confirm} */
    boolean isOpen() {
        return phase == Phase.UNDER_WAY || phase == Phase.MOVED;
    }

    /** {@return whether the connector has left the target, or is about to} */
    boolean goesBack() {
        return isOpen() && back != null;
    }

    /** {@return whether the target may have copied records, so that its offsets are the ones that count} */
    boolean targetCounts() {
        return phase == Phase.MOVED || there.targetResumed();
    }
}
