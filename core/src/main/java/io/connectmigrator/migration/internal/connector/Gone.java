package io.connectmigrator.migration.internal.connector;

import java.util.Optional;

/**
 * A connector that was deleted is not there any more. If one is still shown long after every worker must have read of that, another
 * has created it anew, and that is not ours to delete.
 */
public final class Gone implements Condition {

    private static final int LOOKS = 40;

    private final ConnectorCopy copy;
    private int looks;

    public Gone(ConnectorCopy copy) {
        this.copy = copy;
    }

    @Override
    public Optional<String> missing() {
        return copy.find().isEmpty() || ++looks >= LOOKS ? Optional.empty() : Optional.of(copy + " is still there");
    }
}
