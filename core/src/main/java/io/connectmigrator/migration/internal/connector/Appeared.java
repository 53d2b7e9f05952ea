package io.connectmigrator.migration.internal.connector;

import java.util.Optional;

/**
 * A connector that was created is shown, or was missing in {@value #LOOKS} looks, so that it is not there: a worker that did not create it
 * reads of it in the config topic a moment later.
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
