package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorState;
import java.util.Optional;

/**
 * A connector that was asked to return to its former state has done so, or has been brought to rest once more meanwhile: by a request
 * whose answer was lost and that is done only now. Then it has to be asked again.
 */
public final class BroughtBack implements Condition {

    /** If it is at rest in this many looks, its workers have not received the request. */
    private static final int LOOKS_AT_REST = 20;

    private final ConnectorCopy copy;
    private final ConnectorState wanted;
    private final Condition returned;
    private int looksAtRest;
    private boolean left;

    public BroughtBack(ConnectorCopy copy, ConnectorState wanted, Condition returned) {
        this.copy = copy;
        this.wanted = wanted;
        this.returned = returned;
    }

    @Override
    public Optional<String> missing() {
        if (!isAtRest(copy, wanted)) {
            left = true;
            return returned.missing();
        }
        looksAtRest++;
        return left || looksAtRest >= LOOKS_AT_REST
                ? Optional.empty()
                : Optional.of(copy + " has not left its rest yet");
    }

    /** {@return whether the connector is at rest, which is not what is wanted} */
    public static boolean isAtRest(ConnectorCopy copy, ConnectorState wanted) {
        ConnectorState state = copy.status().state();
        return state != wanted && (state == ConnectorState.PAUSED || state == ConnectorState.STOPPED);
    }
}
