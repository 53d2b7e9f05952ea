package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources of real workers that keep their offsets elsewhere than in the topic of the workers (KIP-618). */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTopicIT {

    private final Laboratory lab;
    private final ConnectCluster exactlyOnce;
    private final ConnectCluster atLeastOnce;

    OwnTopicIT(Laboratory lab) {
        this.lab = lab;
        this.exactlyOnce = lab.connect("exactly-once")
                .with("exactly.once.source.support", "enabled")
                .start();
        this.atLeastOnce = lab.cluster("source", KafkaVersion.V4_3);
    }

    @Test
    void a_source_of_an_exactly_once_cluster_goes_on_from_what_was_written() {
        try (RunningSource source = source(exactlyOnce, Map.of())) {
            source.run().stop();
            assertThat(source.client().listOffsets(source.name())).isEqualTo(source.overRest());

            source.client().alterOffsets(source.name(), source.allAt(1_000_000));

            assertThat(source.overRest()).isEqualTo(RunningSource.firstAt(1_000_000));
            source.assertGoesOnFrom(1_000_000);
        }
    }

    @Test
    void a_source_with_a_topic_of_its_own_goes_on_from_what_was_written_there() {
        for (ConnectCluster cluster : List.of(exactlyOnce, atLeastOnce)) {
            String own = "own-" + System.nanoTime();
            try (RunningSource source = source(cluster, Map.of("offsets.storage.topic", own))) {
                source.run().stop();
                assertThat(source.client().listOffsets(source.name())).isEqualTo(source.overRest());

                source.client().alterOffsets(source.name(), source.allAt(1_000_000));

                assertThat(source.overRest()).isEqualTo(RunningSource.firstAt(1_000_000));
                assertThat(inTopicOfWorkers(cluster, source.name())).isEqualTo(RunningSource.firstAt(1_000_000));
                source.assertGoesOnFrom(1_000_000);
            }
        }
    }

    @Test
    void the_topic_of_a_connector_that_does_not_exist_yet_is_made_when_it_is_written_and_not_before() throws Exception {
        String own = "own-" + System.nanoTime();
        try (RunningSource source = source(exactlyOnce, Map.of("offsets.storage.topic", own));
                KafkaOffsets offsets = offsets(exactlyOnce);
                Admin admin = exactlyOnce.kafka().admin()) {
            assertThat(offsets.listOffsets(source.owner()).isEmpty()).isTrue();
            offsets.resetOffsets(source.owner());
            assertThat(admin.listTopics().names().get()).doesNotContain(own);

            offsets.alterOffsets(source.owner(), RunningSource.firstAt(1_000_000));

            assertThat(admin.describeTopics(List.of(own)).allTopicNames().get().values())
                    .singleElement()
                    .satisfies(made -> assertThat(made.partitions()).hasSize(25));
            assertThat(admin.describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, own)))
                            .all()
                            .get()
                            .values())
                    .singleElement()
                    .satisfies(config ->
                            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact"));
            source.runBeyond(1_000_000);
        }
    }

    @Test
    void a_reset_reaches_the_copy_too() {
        try (RunningSource source = source(atLeastOnce, Map.of("offsets.storage.topic", "own-" + System.nanoTime()))) {
            source.run().stop();

            source.client().resetOffsets(source.name());

            assertThat(source.overRest().isEmpty()).isTrue();
            assertThat(inTopicOfWorkers(atLeastOnce, source.name()).isEmpty()).isTrue();
        }
    }

    /** {@code SourceOffsetStoresTest} has every combination, so without {@code every.point} there is one with each kind of workers. */
    private Stream<Arguments> clientsElsewhere() {
        String other = lab.kafka("elsewhere").bootstrapServers();
        Map<String, String> producer = Map.of("producer.override.bootstrap.servers", other);
        Map<String, String> all = Map.of(
                "producer.override.bootstrap.servers", other,
                "consumer.override.bootstrap.servers", other,
                "admin.override.bootstrap.servers", other);
        // A worker creates the topic only where its admin client goes, so that comes first;
        // elsewhere the brokers do, and do not compact it.
        return Stream.of(
                        Arguments.of(exactlyOnce, all),
                        Arguments.of(atLeastOnce, withOwnTopic(producer)),
                        Arguments.of(exactlyOnce, producer),
                        Arguments.of(exactlyOnce, withOwnTopic(all)))
                .limit(Boolean.getBoolean("every.point") ? 4 : 2);
    }

    /** Its tasks look for their offsets with another client than that with which they commit. */
    @ParameterizedTest
    @MethodSource("clientsElsewhere")
    void a_source_goes_on_from_what_was_written_whichever_of_its_clients_goes_to_another_cluster(
            ConnectCluster cluster, Map<String, String> config) {
        try (RunningSource source = source(cluster, config)) {
            source.run().stop();
            assertThat(source.client().listOffsets(source.name()).offsets()).hasSize(1);

            source.client().alterOffsets(source.name(), source.allAt(1_000_000));

            assertThat(source.overRest()).isEqualTo(RunningSource.firstAt(1_000_000));
            source.assertGoesOnFrom(1_000_000);
        }
    }

    private static Map<String, String> withOwnTopic(Map<String, String> config) {
        Map<String, String> more = new HashMap<>(config);
        more.put("offsets.storage.topic", "own-" + System.nanoTime());
        return more;
    }

    @Test
    void a_fenced_source_can_commit_nothing_more() {
        try (RunningSource source = source(exactlyOnce, Map.of());
                KafkaOffsets offsets = offsets(exactlyOnce)) {
            source.run();

            assertThat(offsets.fence(source.owner())).isEmpty();

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> source.client().status(source.name()).tasks().stream()
                            .allMatch(task -> task.state() == ConnectorState.FAILED));
        }
    }

    private OffsetSnapshot inTopicOfWorkers(ConnectCluster cluster, String connector) {
        try (KafkaOffsets offsets = offsets(cluster)) {
            return offsets.listOffsets(OffsetOwner.source(connector, Map.of()));
        }
    }

    private RunningSource source(ConnectCluster cluster, Map<String, String> config) {
        return new RunningSource(cluster, offsets(cluster), config);
    }

    private KafkaOffsets offsets(ConnectCluster cluster) {
        KafkaOffsetsBuilder builder = KafkaOffsets.builder(cluster.kafka().bootstrapServers())
                .offsetTopic(cluster.offsetTopic())
                .groupId(cluster.groupId());
        return cluster == exactlyOnce ? builder.exactlyOnce().build() : builder.build();
    }
}
