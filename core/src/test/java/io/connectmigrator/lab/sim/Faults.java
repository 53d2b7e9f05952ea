package io.connectmigrator.lab.sim;

import org.jspecify.annotations.Nullable;

/** Decides at each point whether something goes wrong. */
@FunctionalInterface
public interface Faults {

    /** Nothing goes wrong. */
    Faults NONE = point -> null;

    /** {@return what goes wrong, or null} */
    @Nullable
    Fault at(Point point);
}
