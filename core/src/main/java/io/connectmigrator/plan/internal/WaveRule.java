package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which connectors of a plan are in a wave: those of these names, or those that match.
 *
 * @param names the names
 * @param matching what decides if there are no names, or null
 */
public record WaveRule(Set<String> names, @Nullable Predicate<ConnectorInfo> matching) {

    public WaveRule {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /**
     * {@return whether a connector is in the wave} One that is not on the source any more matches nothing.
     *
     * @throws StepFailedException if the plan's function fails
     */
    boolean includes(SelectedConnector selected) {
        ConnectorInfo found = selected.found();
        return names.contains(selected.connector())
                || (matching != null
                        && found != null
                        && PlanFunction.ask("wave", selected.connector(), () -> matching.test(found)));
    }
}
