package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state in which one copy of a connector was seen last, or that it was asked for since. Thread-safe. */
final class StateSeen {

    private volatile @Nullable ConnectorState last;

    /** Notes the state of a status, and returns the status. */
    ConnectorStatus note(ConnectorStatus status) {
        last = status.state();
        return status;
    }

    /** Notes the state that was asked for. */
    void note(ConnectorState asked) {
        last = asked;
    }

    /** It is not known any more. */
    void forget() {
        last = null;
    }

    /** {@return whether the connector may be in that state} Looks if it was not seen before; what cannot be seen may be. */
    boolean mayBe(ConnectorState state, Supplier<Optional<ConnectorStatus>> look) {
        ConnectorState known = last;
        if (known != null) {
            return known == state;
        }
        try {
            return look.get().filter(status -> status.state() == state).isPresent();
        } catch (ConnectClientException e) {
            return true;
        }
    }
}
