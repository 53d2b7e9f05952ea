package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {

    private static final ClientSettings WORKERS = ClientSettings.of("one:9092", Map.of("all", "of them"));
    private static final Map.Entry<String, Object> BROKERS = Map.entry("bootstrap.servers", "one:9092");
    private static final Map.Entry<String, Object> ALL = Map.entry("all", "of them");

    @Test
    void overrides_go_to_the_client_that_they_are_for() {
        Map<String, String> config = Map.of(
                "producer.override.ssl.a", "producer",
                "consumer.override.ssl.b", "consumer",
                "admin.override.ssl.c", "admin");

        ClientSettings settings = new Overrides(OffsetOwner.source("orders", config)).producerClients(WORKERS);

        assertThat(settings.producer()).containsOnly(BROKERS, ALL, Map.entry("ssl.a", "producer"));
        assertThat(settings.consumer()).containsOnly(BROKERS, ALL, Map.entry("ssl.b", "consumer"));
        assertThat(settings.admin()).containsOnly(BROKERS, ALL, Map.entry("ssl.c", "admin"));
    }

    @Test
    void overrides_for_other_brokers_are_not_used_at_these() {
        Map<String, String> config = Map.of(
                "producer.override.bootstrap.servers", "other:9092",
                "producer.override.ssl.a", "producer",
                "consumer.override.ssl.b", "consumer",
                "admin.override.bootstrap.servers", "other:9092",
                "admin.override.ssl.c", "admin");
        Overrides overrides = new Overrides(OffsetOwner.source("orders", config));
        Map.Entry<String, Object> other = Map.entry("bootstrap.servers", "other:9092");

        ClientSettings committed = overrides.producerClients(WORKERS);
        ClientSettings readAtStart = overrides.consumerClients(WORKERS);

        assertThat(committed.producer()).containsOnly(other, ALL, Map.entry("ssl.a", "producer"));
        assertThat(committed.consumer()).containsOnly(other, ALL, Map.entry("ssl.a", "producer"));
        assertThat(committed.admin()).containsOnly(other, ALL, Map.entry("ssl.c", "admin"));
        assertThat(readAtStart.producer()).containsOnly(BROKERS, ALL, Map.entry("ssl.b", "consumer"));
        assertThat(readAtStart.consumer()).containsOnly(BROKERS, ALL, Map.entry("ssl.b", "consumer"));
        assertThat(readAtStart.admin()).containsOnly(BROKERS, ALL, Map.entry("ssl.b", "consumer"));
    }

    @Test
    void the_offsets_of_a_sink_are_where_its_consumer_reads() {
        Map<String, String> config = Map.of(
                "consumer.override.bootstrap.servers", "read:9092",
                "admin.override.bootstrap.servers", "admin:9092",
                "admin.override.ssl.c", "admin");

        assertThat(new Overrides(OffsetOwner.sink("orders", config))
                        .sinkClients(WORKERS)
                        .admin())
                .containsOnly(
                        Map.entry("bootstrap.servers", "read:9092"),
                        Map.entry("ssl.c", "admin"),
                        Map.entry("all", "of them"));
    }

    @Test
    void an_admin_elsewhere_does_not_move_the_offsets_of_a_sink() {
        Map<String, String> config = Map.of("admin.override.bootstrap.servers", "admin:9092");

        assertThat(new Overrides(OffsetOwner.sink("orders", config))
                        .sinkClients(WORKERS)
                        .admin())
                .containsEntry("bootstrap.servers", "one:9092");
    }

    @Test
    void a_group_id_with_a_placeholder_is_an_error_without_its_value() {
        Overrides overrides =
                new Overrides(OffsetOwner.sink("orders", Map.of("consumer.override.group.id", "${env:GROUP}")));

        assertThatThrownBy(overrides::groupId)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("consumer.override.group.id")
                .hasMessageNotContaining("GROUP");
    }
}
