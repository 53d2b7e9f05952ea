package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedConnectorTest {

    private static final Map<String, String> SOURCE = Map.of("connector.class", "SimulatedSource", "tasks.max", "2");

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_stopped_connector_that_is_deleted_has_a_status_until_the_next_rebalance(int workers) {
        try (Simulation simulation = new Simulation(1)) {
            SimulatedConnect cluster =
                    simulation.connect("source", ConnectVersion.V4_3, workers, simulation.kafka("kafka"));
            simulation.run(cluster, "orders", SOURCE);
            simulation.operator(cluster, "orders").stop();
            simulation.sleep(Duration.ofSeconds(5));
            assertThat(cluster.states("orders")).containsValue("STOPPED");

            simulation.operator(cluster, "orders").delete();
            assertThat(simulation.runUntil(() -> cluster.config("orders") == null, Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(cluster.states("orders")).containsValue("STOPPED");

            assertThat(simulation.runUntil(() -> cluster.states("orders").isEmpty(), Duration.ofSeconds(5)))
                    .isTrue();
        }
    }
}
