package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.kafka.WorkerConfig.ConnectorTopic;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourcePlacesTest {

    private static final String WORKERS = "topic offsets at one:9092,two:9092";

    private final KafkaClusters clusters = new KafkaClusters(Duration.ofSeconds(1));
    private final Map<String, ConnectorTopic> said = new HashMap<>();

    @AfterEach
    void close() {
        clusters.close();
    }

    @Test
    void a_source_has_its_offsets_in_the_topic_of_the_workers() {
        assertPlace(place(false, Map.of("topic", "orders")), WORKERS, "null");
    }

    @Test
    void a_topic_of_its_own_comes_first_and_that_of_the_workers_has_a_copy() {
        assertPlace(place(false, Map.of("offsets.storage.topic", "own")), "topic own at one:9092,two:9092", WORKERS);
    }

    @Test
    void a_topic_of_its_own_is_where_its_producer_writes() {
        Map<String, String> config =
                Map.of("offsets.storage.topic", "own", "producer.override.bootstrap.servers", "other:9092");

        assertPlace(place(false, config), "topic own at other:9092", WORKERS);
        assertPlace(place(true, config), "topic own at other:9092", WORKERS);
    }

    @Test
    void without_exactly_once_a_producer_elsewhere_leaves_the_offsets_here() {
        assertPlace(place(false, Map.of("producer.override.bootstrap.servers", "other:9092")), WORKERS, "null");
    }

    @Test
    void with_exactly_once_the_offsets_are_where_the_producer_writes() {
        assertPlace(
                place(true, Map.of("producer.override.bootstrap.servers", "other:9092")),
                "topic offsets at other:9092",
                WORKERS);
    }

    @Test
    void the_same_topic_of_the_same_brokers_is_one_whatever_their_order() {
        Map<String, String> config =
                Map.of("offsets.storage.topic", "offsets", "producer.override.bootstrap.servers", "two:9092,one:9092");

        assertPlace(place(true, config), WORKERS, "null");
    }

    @Test
    void overrides_go_to_the_client_that_they_are_for() {
        ClientSettings settings = new Overrides(OffsetOwner.source(
                        "orders",
                        Map.of(
                                "producer.override.bootstrap.servers", "other:9092",
                                "producer.override.ssl.a", "producer",
                                "consumer.override.ssl.b", "consumer",
                                "consumer.override.bootstrap.servers", "wrong:9092",
                                "admin.override.ssl.c", "admin")))
                .ofSource(ClientSettings.of("one:9092", Map.of("all", "of them")));

        assertThat(settings.producer())
                .containsOnly(
                        Map.entry("bootstrap.servers", "other:9092"),
                        Map.entry("ssl.a", "producer"),
                        Map.entry("all", "of them"));
        assertThat(settings.consumer())
                .containsOnly(
                        Map.entry("bootstrap.servers", "other:9092"),
                        Map.entry("ssl.b", "consumer"),
                        Map.entry("all", "of them"));
        assertThat(settings.admin())
                .containsOnly(
                        Map.entry("bootstrap.servers", "other:9092"),
                        Map.entry("ssl.c", "admin"),
                        Map.entry("all", "of them"));
    }

    @Test
    void a_placeholder_that_matters_is_an_error_that_names_the_way_out_and_not_the_value() {
        Map<String, String> config = Map.of(
                "offsets.storage.topic", "own",
                "producer.override.sasl.jaas.config", "login user=me password=\"${file:/secrets:password}\";");

        assertThatThrownBy(() -> place(false, config))
                .isInstanceOfSatisfying(
                        OffsetTransportException.class,
                        failure -> assertThat(failure.remedy()).contains("connectorTopic("))
                .hasMessageContaining("connector orders")
                .hasMessageContaining("producer.override.sasl.jaas.config")
                .hasMessageNotContaining("secrets");
    }

    @Test
    void a_placeholder_that_does_not_matter_is_none_of_our_business() {
        assertPlace(place(false, Map.of("connection.password", "${file:/secrets:password}")), WORKERS, "null");
        assertPlace(
                place(false, Map.of("producer.override.bootstrap.servers", "${file:/brokers:other}")), WORKERS, "null");
    }

    @Test
    void what_the_caller_says_counts_more_than_the_config() {
        said.put("orders", new ConnectorTopic("said", Map.of("bootstrap.servers", "said:9092")));

        assertPlace(
                place(false, Map.of("offsets.storage.topic", "${file:/topics:own}")),
                "topic said at said:9092",
                WORKERS);
    }

    @Test
    void a_topic_is_read_once_for_all_connectors() {
        WorkerConfig workers = workers(false);
        SourcePlaces places = new SourcePlaces(workers, clusters);

        assertThat(places.of(OffsetOwner.named("a")).topic())
                .isSameAs(places.of(OffsetOwner.named("b")).topic());
    }

    private SourcePlace place(boolean exactlyOnce, Map<String, String> config) {
        return new SourcePlaces(workers(exactlyOnce), clusters).of(OffsetOwner.source("orders", config));
    }

    private WorkerConfig workers(boolean exactlyOnce) {
        return new WorkerConfig(
                ClientSettings.of("one:9092,two:9092", Map.of("sasl.jaas.config", "secret")),
                "offsets",
                null,
                null,
                null,
                exactlyOnce,
                null,
                said,
                Duration.ofSeconds(1));
    }

    private static void assertPlace(SourcePlace place, String topic, String copy) {
        assertThat(place.topic()).hasToString(topic);
        assertThat(String.valueOf(place.copy())).isEqualTo(copy);
    }
}
