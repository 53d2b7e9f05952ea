package io.connectmigrator.plan.internal;

import org.jspecify.annotations.Nullable;

/**
 * How many connectors may fail before no other starts.
 *
 * @param failures the number of failures, or null if their number does not matter
 * @param share such a share of all, or null if their share does not matter
 */
public record FailureLimit(
        @Nullable Integer failures, @Nullable Double share) {

    static final FailureLimit NONE = new FailureLimit(null, null);

    /**
     * {@return this with a number}
     *
     * @throws IllegalArgumentException if it is less than one
     */
    public FailureLimit withFailures(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be at least 1, was " + failures);
        }
        return new FailureLimit(failures, share);
    }

    /**
     * {@return this with a share}
     *
     * @throws IllegalArgumentException if it is not more than 0 and at most 1
     */
    public FailureLimit withShare(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be more than 0 and at most 1, was " + share);
        }
        return new FailureLimit(failures, share);
    }

    /** {@return whether there is one} */
    public boolean isSet() {
        return failures != null || share != null;
    }

    /** {@return whether this many failures of this many connectors are reason to start no other} */
    public boolean isReachedBy(int failed, int connectors) {
        return failed > 0
                && ((failures != null && failed >= failures) || (share != null && failed >= share * connectors));
    }
}
