package io.connectmigrator.migration.internal.connector;

import java.util.Optional;

/**
 * A connector that was deleted is not there any more. If one is still shown long after every worker must have heard of it, another
 * has created it anew, and that is not ours to delete.
 */
public final class Gone implements Condition {

    private static final int LOOKS = 40;

    private final ConnectorCopy side;
    private int looks;

    public Gone(ConnectorCopy side) {
        this.side = side;
    }

    @Override
    public Optional<String> missing() {
        return side.find().isEmpty() || ++looks >= LOOKS ? Optional.empty() : Optional.of(side + " is still there");
    }
}
