package io.connectmigrator.lab.facts;

import io.connectmigrator.lab.sim.ConnectVersion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** How a fact fares on simulated workers of all versions that it is about. */
final class SimulatedOutcomes {

    private SimulatedOutcomes() {}

    /** {@return the worst outcome there is: that the fact differs on one version, then that it was not run on one} */
    static FactResult.Outcome of(ConnectFact fact) {
        Set<FactResult.Outcome> outcomes = EnumSet.noneOf(FactResult.Outcome.class);
        Arrays.stream(ConnectVersion.values())
                .filter(version -> fact.appliesTo(version.version()))
                .forEach(version -> outcomes.add(outcome(version, fact)));
        if (outcomes.contains(FactResult.Outcome.DIFFERS)) {
            return FactResult.Outcome.DIFFERS;
        }
        return outcomes.contains(FactResult.Outcome.NOT_RUN) ? FactResult.Outcome.NOT_RUN : FactResult.Outcome.HOLDS;
    }

    private static FactResult.Outcome outcome(ConnectVersion version, ConnectFact fact) {
        try (SimulatedFactsConnect connect = new SimulatedFactsConnect(version, 1)) {
            return fact.run(connect).outcome();
        }
    }
}
