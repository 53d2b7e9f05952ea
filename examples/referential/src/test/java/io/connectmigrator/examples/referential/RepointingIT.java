package io.connectmigrator.examples.referential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.examples.referential.Migration.Call;
import io.connectmigrator.examples.referential.Migration.State;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.Cutover;
import io.micronaut.serde.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A replica that was held up may begin a migration that another one has brought back since. */
@ExtendWith(SharedLaboratory.class)
class RepointingIT {

    private static final String NAME = "orders";
    private static final Migration ASKED = Migration.asked("legacy", "europe");

    private final Connectors connectors;
    private final Cutover cutover = Cutover.of(ConnectorMove.of(NAME, "legacy", NAME, "europe"), "run");
    private final Repointing repointing;

    RepointingIT(Laboratory lab) {
        connectors = new Connectors(
                lab.kafka().bootstrapServers(), "repointing-" + System.nanoTime(), ObjectMapper.getDefault());
        repointing = new Repointing(connectors, ASKED);
    }

    @AfterEach
    void close() {
        connectors.close();
    }

    @Test
    void the_store_says_where_a_connector_is_that_is_asked_to_move() {
        store("legacy", ASKED);
        repointing.cutOver(cutover);
        assertIsOn("europe");
        repointing.takeBack(cutover);
        assertIsOn("legacy");
    }

    @Test
    void a_migration_that_was_brought_back_meanwhile_is_not_made_again() {
        store("legacy", ASKED.asked(Call.ROLLBACK).state(State.DONE, null));
        assertThatThrownBy(() -> repointing.cutOver(cutover))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("asks no longer for")
                .hasMessageContaining("ROLLBACK");
        assertIsOn("legacy");
    }

    @Test
    void one_that_is_done_is_not_taken_back_by_a_run_that_comes_late() {
        store("europe", ASKED.state(State.DONE, null));
        repointing.takeBack(cutover);
        assertIsOn("europe");
    }

    private void store(String cluster, Migration migration) {
        connectors.change(
                NAME,
                before -> Connector.pending("sales", NAME, cluster, Map.of())
                        .phase(Connector.Phase.DEPLOYED, null)
                        .migration(migration));
    }

    private void assertIsOn(String cluster) {
        assertThat(connectors.find(NAME))
                .hasValueSatisfying(now -> assertThat(now.connectCluster()).isEqualTo(cluster));
    }
}
