package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Locale;

/** Workers before 3.7 start whatever they create. */
public final class StartedWhenCreated {

    private StartedWhenCreated() {}

    /** {@return that a connector which does not run cannot be brought to workers that start whatever they create} */
    public static Problem problem(ConnectorCopy target, ConnectorState state) {
        return Problem.error(
                ProblemCode.NOT_SUPPORTED,
                "the connector is " + state.name().toLowerCase(Locale.ROOT) + ", and the workers of "
                        + target.cluster().name() + " start every connector that they create (those before 3.7 do)",
                "Resume the connector before it is moved, and pause it on the target afterwards");
    }
}
