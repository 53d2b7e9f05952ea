package io.connectmigrator.migration.internal.connector;

import java.util.Optional;

/**
 * A connector that was created is shown, or has not been for so many looks that it is not there: a worker that did not create it itself
 * hears of it a moment later.
 */
public final class Appeared implements Condition {

    private static final int LOOKS = 20;

    private final ConnectorCopy copy;
    private int looks;

    public Appeared(ConnectorCopy copy) {
        this.copy = copy;
    }

    @Override
    public Optional<String> missing() {
        return ++looks >= LOOKS || copy.find().isPresent()
                ? Optional.empty()
                : Optional.of(copy + " was created and is not shown");
    }
}
