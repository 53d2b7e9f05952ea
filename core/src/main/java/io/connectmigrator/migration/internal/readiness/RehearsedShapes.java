package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Shape;
import java.util.List;

/** Knows what has been tried with connectors of a shape. */
@FunctionalInterface
public interface RehearsedShapes {

    /** {@return what has been tried with connectors of a shape, in any order; what does not count may be among it} */
    List<Rehearsal> of(Shape shape);
}
