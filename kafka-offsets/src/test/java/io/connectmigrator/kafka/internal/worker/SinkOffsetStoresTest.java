package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaClusters;
import io.connectmigrator.kafka.internal.group.GroupShare;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which group a sink has its offsets, and which of those in the group are its own. */
class SinkOffsetStoresTest {

    private static final Map<TopicPartition, OffsetAndMetadata> COMMITS = Map.of(
            new TopicPartition("orders", 0), new OffsetAndMetadata(1),
            new TopicPartition("stock", 0), new OffsetAndMetadata(2));

    private final KafkaClusters clusters = new KafkaClusters(Duration.ofSeconds(1));

    @AfterEach
    void close() {
        clusters.close();
    }

    @Test
    void of_any_group_those_in_its_topics_are_the_sinks_own_since_another_can_name_the_group() {
        Map<String, String> topics = Map.of("topics", "orders");

        assertOwn(store(null, topics), "connect-sink");
        assertOwn(store("all-sinks", topics), "all-sinks");
        assertOwn(
                store("all-sinks", Map.of("topics", "orders", "consumer.override.group.id", "some-sinks")),
                "some-sinks");
    }

    private static void assertOwn(SinkOffsetStore store, String group) {
        assertThat(store.groupId()).isEqualTo(group);
        assertThat(store.share().isWhole()).isFalse();
        assertThat(store.share().of(COMMITS)).containsOnlyKeys(new TopicPartition("orders", 0));
    }

    @Test
    void
            a_sink_of_which_only_the_name_is_known_has_all_of_the_group_that_is_named_after_it_and_nothing_known_of_others() {
        assertThat(store(null, Map.of()).share().isWhole()).isTrue();
        assertThatThrownBy(() -> store("all-sinks", Map.of()).share().requireKnown("it"))
                .isInstanceOf(OffsetTransportException.class);
    }

    @Test
    void a_member_without_partitions_of_its_topics_has_nothing_to_commit_for_the_sink() {
        GroupShare share = store(null, Map.of("topics", "orders")).share();

        assertThat(share.isWithout(Set.of("stock"))).isTrue();
        assertThat(share.isWithout(Set.of())).isTrue();
        assertThat(share.isWithout(Set.of("stock", "orders"))).isFalse();
        assertThat(GroupShare.WHOLE.isWithout(Set.of("stock"))).isFalse();
    }

    private SinkOffsetStore store(@Nullable String consumerGroupId, Map<String, String> config) {
        WorkerConfig workers = new WorkerConfig(
                ClientSettings.of("one:9092", Map.of()),
                "offsets",
                null,
                null,
                null,
                false,
                consumerGroupId,
                Map.of(),
                Duration.ofSeconds(1));
        return new SinkOffsetStores(workers, clusters).of(OffsetOwner.sink("sink", config));
    }
}
