package io.connectmigrator.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The facts that are true of real workers are true of simulated ones. */
class SimulatedConnectFactsTest {

    @TestFactory
    Stream<DynamicTest> facts() {
        return Arrays.stream(ConnectVersion.values())
                .flatMap(version -> ConnectFacts.all().stream()
                        .filter(fact -> fact.appliesTo(version.version()))
                        .map(fact -> DynamicTest.dynamicTest(
                                version.version() + " " + fact, () -> assertHolds(version, fact))));
    }

    private static void assertHolds(ConnectVersion version, ConnectFact fact) {
        try (SimulatedFactsConnect connect = new SimulatedFactsConnect(version, 1)) {
            FactResult result = fact.run(connect);
            assertThat(result.outcome())
                    .as(result::toString)
                    .isIn(FactResult.Outcome.HOLDS, FactResult.Outcome.NOT_RUN);
        }
    }
}
