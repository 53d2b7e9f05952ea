package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebeziumPostgresTest {

    private static final String CLASS = "io.debezium.connector.postgresql.PostgresConnector";

    private final ConnectorFamily family = new DebeziumPostgres();

    @Test
    void a_slot_that_is_dropped_at_the_stop_prevents_the_move() {
        assertThat(TestMove.of("slot.drop.on.stop", "true").findings(family)).containsExactly("ERROR STATE_LOST");
        assertThat(TestMove.of("slot.drop.on.stop", "true")
                        .changing("slot.drop.on.stop", "false")
                        .findings(family))
                .containsExactly("ERROR STATE_LOST");
        assertThat(TestMove.of("slot.drop.on.stop", "false").findings(family)).isEmpty();
    }

    @Test
    void a_slot_that_a_rollback_would_drop_prevents_the_move() {
        assertThat(TestMove.of().changing("slot.drop.on.stop", "true").problems(family))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("a rollback stops the target"));
    }

    @ParameterizedTest
    @CsvSource({
        "slot.name,debezium,ERROR STATE_CHANGED",
        "plugin.name,decoderbufs,ERROR STATE_CHANGED",
        "publication.name,dbz_publication,WARNING STATE_CHANGED"
    })
    void another_slot_plugin_or_publication_is_reported(String key, String defaultValue, String finding) {
        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(family))
                .containsExactly(finding);
        assertThat(TestMove.of().changing(key, "secret-b").findings(family)).containsExactly(finding);
        assertThat(TestMove.of().changing(key, defaultValue).findings(family)).isEmpty();
        assertThat(TestMove.of(key, "secret-a").findings(family)).isEmpty();
    }

    /** What is needed of each slot is said of the fork as a whole. */
    @Test
    void the_parts_of_a_fork_get_slots_of_their_own() {
        assertThat(TestMove.of("slot.name", "cdc")
                        .changing("slot.name", "cdc_a")
                        .forking()
                        .findings(family))
                .isEmpty();
    }

    @Test
    void a_slot_that_another_connector_has_prevents_the_move() {
        TestMove move = TestMove.of("database.hostname", "secret-h", "database.dbname", "a");

        assertThat(move.beside("connector.class", CLASS, "database.hostname", "secret-h", "database.port", "5432")
                        .findings(family))
                .containsExactly("ERROR STATE_IN_USE");
        assertThat(move.beside("connector.class", CLASS, "database.hostname", "secret-h", "slot.name", "secret-s")
                        .findings(family))
                .isEmpty();
        assertThat(move.beside("connector.class", CLASS, "database.hostname", "other")
                        .findings(family))
                .isEmpty();
        assertThat(move.beside("connector.class", CLASS, "database.hostname", "secret-h", "database.port", "5433")
                        .findings(family))
                .isEmpty();
        assertThat(move.beside("connector.class", "MySqlConnector", "database.hostname", "secret-h")
                        .findings(family))
                .isEmpty();
        assertThat(move.beside("database.hostname", "secret-h").findings(family))
                .isEmpty();
    }

    @Test
    void it_waits_for_its_own_thread_when_it_stops() {
        assertThat(family.stopTime(config())).isEqualTo(Duration.ofSeconds(4));
        assertThat(family.stopTime(config("executor.shutdown.timeout.ms", "500")))
                .isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void it_settles_when_a_slot_that_is_held_has_been_tried_again() {
        assertThat(family.settlingTime(config())).isEqualTo(Duration.ofSeconds(10));
        assertThat(family.settlingTime(config("slot.retry.delay.ms", " 500 "))).isEqualTo(Duration.ofMillis(500));
        assertThat(family.settlingTime(config("slot.retry.delay.ms", "${a:b}"))).isEqualTo(Duration.ofSeconds(10));
    }
}
