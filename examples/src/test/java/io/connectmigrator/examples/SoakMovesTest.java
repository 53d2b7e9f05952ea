package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.wire.InstantWorker;
import io.connectmigrator.migration.Migrator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoakMovesTest {

    private final InstantWorker legacy = new InstantWorker(Duration.ZERO);
    private final InstantWorker europe = new InstantWorker(Duration.ZERO);
    private final SoakMoves moves = new SoakMoves(
            Migrator.builder().settlingTime(Duration.ZERO).build(),
            ConnectClient.of(legacy.url()),
            ConnectClient.of(europe.url()));

    @AfterEach
    void close() {
        legacy.close();
        europe.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_connector_runs_where_it_ran_after_each_move_there_and_back(boolean byRollback) {
        legacy.run("orders", Map.of());

        moves.thereAndBack("orders", byRollback);
        moves.thereAndBack("orders", !byRollback);

        assertThat(legacy.running()).isOne();
        assertThat(europe.running()).isZero();
        assertThat(ConnectClient.of(europe.url()).listConnectors()).isEmpty();
        assertThat(moves.calledAgain()).isZero();
    }
}
