package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaClusters;
import io.connectmigrator.kafka.internal.worker.WorkerConfig.ConnectorTopic;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceOffsetStoresTest {

    private static final String WORKERS = "topic offsets at one:9092,two:9092";

    private final KafkaClusters clusters = new KafkaClusters(Duration.ofSeconds(1));
    private final Map<String, ConnectorTopic> configured = new HashMap<>();

    @AfterEach
    void close() {
        clusters.close();
    }

    @Test
    void a_source_has_its_offsets_in_the_topic_of_the_workers() {
        assertThat(store(false, Map.of("topic", "orders"))).isEqualTo(WORKERS);
        assertThat(store(true, Map.of("topic", "orders"))).isEqualTo(WORKERS);
    }

    @Test
    void a_topic_of_its_own_comes_first_and_that_of_the_workers_has_a_copy() {
        assertThat(store(false, Map.of("offsets.storage.topic", "own")))
                .isEqualTo("topic own at one:9092,two:9092, copy in " + WORKERS);
    }

    @Test
    void a_topic_of_its_own_is_where_its_clients_go() {
        Map<String, String> config = Map.of(
                "offsets.storage.topic", "own",
                "producer.override.bootstrap.servers", "other:9092",
                "consumer.override.bootstrap.servers", "other:9092");

        assertThat(store(false, config)).isEqualTo("topic own at other:9092, copy in " + WORKERS);
        assertThat(store(true, config)).isEqualTo("topic own at other:9092, copy in " + WORKERS);
    }

    @Test
    void tasks_commit_where_the_producer_goes_and_look_where_the_consumer_goes() {
        Map<String, String> config =
                Map.of("offsets.storage.topic", "own", "producer.override.bootstrap.servers", "other:9092");

        assertThat(store(false, config))
                .isEqualTo("topic own at other:9092, read at start from topic own at one:9092,two:9092, copy in "
                        + WORKERS);
    }

    @Test
    void without_exactly_once_a_producer_elsewhere_leaves_the_offsets_here() {
        assertThat(store(false, Map.of("producer.override.bootstrap.servers", "other:9092")))
                .isEqualTo(WORKERS);
    }

    @Test
    void with_exactly_once_tasks_commit_where_the_producer_goes_and_look_for_it_here() {
        assertThat(store(true, Map.of("producer.override.bootstrap.servers", "other:9092")))
                .isEqualTo("topic offsets at other:9092, read at start from " + WORKERS);
    }

    @Test
    void with_exactly_once_the_offsets_are_where_both_clients_go() {
        Map<String, String> config = Map.of(
                "producer.override.bootstrap.servers", "other:9092",
                "consumer.override.bootstrap.servers", "other:9092");

        assertThat(store(true, config)).isEqualTo("topic offsets at other:9092, copy in " + WORKERS);
    }

    @Test
    void the_same_topic_of_the_same_brokers_is_one_whatever_their_order() {
        Map<String, String> config =
                Map.of("offsets.storage.topic", "offsets", "producer.override.bootstrap.servers", "two:9092,one:9092");

        assertThat(store(true, config)).isEqualTo(WORKERS);
    }

    @Test
    void a_placeholder_that_matters_is_an_error_that_names_the_remedy_and_not_the_value() {
        Map<String, String> config = Map.of(
                "offsets.storage.topic", "own",
                "producer.override.sasl.jaas.config", "login user=me password=\"${file:/secrets:password}\";");

        assertThatThrownBy(() -> store(false, config))
                .isInstanceOfSatisfying(
                        OffsetTransportException.class,
                        failure -> assertThat(failure.remedy()).contains("connectorTopic("))
                .hasMessageContaining("connector orders")
                .hasMessageContaining("producer.override.sasl.jaas.config")
                .hasMessageNotContaining("secrets");
    }

    @Test
    void a_placeholder_that_does_not_matter_is_ignored() {
        assertThat(store(false, Map.of("connection.password", "${file:/secrets:password}")))
                .isEqualTo(WORKERS);
        assertThat(store(false, Map.of("producer.override.bootstrap.servers", "${file:/brokers:other}")))
                .isEqualTo(WORKERS);
    }

    @Test
    void what_the_caller_says_counts_more_than_the_config() {
        configured.put("orders", new ConnectorTopic("said", Map.of("bootstrap.servers", "said:9092")));

        assertThat(store(false, Map.of("offsets.storage.topic", "${file:/topics:own}")))
                .isEqualTo("topic said at said:9092, copy in " + WORKERS);
    }

    @Test
    void a_topic_is_read_once_for_all_connectors() {
        WorkerConfig workers = workers(false);
        SourceOffsetStores stores = new SourceOffsetStores(workers, clusters);

        assertThat(stores.of(OffsetOwner.named("a")).topic())
                .isSameAs(stores.of(OffsetOwner.named("b")).topic());
    }

    private String store(boolean exactlyOnce, Map<String, String> config) {
        SourceOffsetStore store =
                new SourceOffsetStores(workers(exactlyOnce), clusters).of(OffsetOwner.source("orders", config));
        return store.topic()
                + (store.readAtStart() == null ? "" : ", read at start from " + store.readAtStart())
                + (store.copy() == null ? "" : ", copy in " + store.copy());
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
                configured,
                Duration.ofSeconds(1));
    }
}
