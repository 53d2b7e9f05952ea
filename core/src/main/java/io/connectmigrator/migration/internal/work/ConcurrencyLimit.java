package io.connectmigrator.migration.internal.work;

import java.time.Duration;

/** How many connectors may be at work at once on one cluster. */
public interface ConcurrencyLimit {

    /** How many are checked or created at once unless the caller says otherwise. */
    int PREPARED_AT_ONCE = 8;

    /** {@return the limit, at least one} */
    int limit();

    /** Takes notice that a connector has moved, and how long that took. */
    void moved(Duration took);

    /** {@return a limit that never changes} */
    static ConcurrencyLimit steady(int limit) {
        return new ConcurrencyLimit() {
            @Override
            public int limit() {
                return limit;
            }

            @Override
            public void moved(Duration took) {}
        };
    }
}
