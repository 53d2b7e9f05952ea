package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static io.connectmigrator.family.TestMove.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MirrorMaker and Replicator. */
class MirrorTest {

    private static final String WRITES_TO = "producer.override.bootstrap.servers";

    private static final String LONDON = "{\"cluster\":\"source\",\"partition\":1,\"topic\":\"london\"}";

    private final ConnectorFamily source = new MirrorSource();
    private final ConnectorFamily checkpoint = new MirrorCheckpoint();
    private final ConnectorFamily heartbeat = new MirrorHeartbeat();
    private final ConnectorFamily replicator = new Replicator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics | .* | true",
                "topics | paris, lon.* | true",
                "topics | paris,london | true",
                "topics | lond | false",
                "topics | paris | false",
                "topics | '' | false",
                "topics.exclude | lon.* | false",
                "topics.blacklist | london | false",
                "topics.exclude | paris | true",
                "source.cluster.alias | source | true",
                "source.cluster.alias | east | false",
                "topic.filter.class | org.apache.kafka.connect.mirror.DefaultTopicFilter | true"
            })
    void mirror_source_asks_for_topics_of_its_cluster_that_are_included_and_not_excluded(
            String key, String value, boolean asks) {
        assertThat(source.asksFor(config(key, value), partition(LONDON))).contains(asks);
    }

    @Test
    void mirror_source_excludes_internal_topics_by_default() {
        assertThat(source.asksFor(
                        config(), partition("{\"cluster\":\"source\",\"partition\":0,\"topic\":\"a.internal\"}")))
                .contains(false);
        assertThat(source.asksFor(config(), partition("{\"cluster\":\"source\",\"partition\":0}")))
                .contains(false);
    }

    @Test
    void mirror_source_does_not_tell_what_a_filter_of_its_own_or_a_broken_pattern_matches() {
        assertThat(source.asksFor(config("topic.filter.class", "com.example.Own"), partition(LONDON)))
                .isEmpty();
        assertThat(source.asksFor(config("topics", "("), partition(LONDON))).isEmpty();
        assertThat(source.asksFor(config("topics", "${a:b}"), partition(LONDON)))
                .isEmpty();
        assertThat(source.asksFor(
                        config("topics", "paris"),
                        partition("{\"cluster\":\"source\",\"partition\":0,\"topic\":\"heartbeats\"}")))
                .isEmpty();
    }

    @Test
    void mirror_source_stays_with_the_cluster_that_it_copies() {
        String key = "source.cluster.bootstrap.servers";

        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(source))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(key, "secret-a").findings(source)).isEmpty();
    }

    @Test
    void another_offset_syncs_topic_is_reported() {
        assertThat(Stream.of(source, checkpoint)).allSatisfy(family -> {
            assertThat(TestMove.of()
                            .changing("target.cluster.alias", "secret-t")
                            .findings(family))
                    .containsExactly("WARNING STATE_CHANGED");
            assertThat(TestMove.of()
                            .changing("offset-syncs.topic.location", "target")
                            .findings(family))
                    .containsExactly("WARNING STATE_CHANGED");
            assertThat(TestMove.of("offset-syncs.topic.location", "target")
                            .changing("target.cluster.alias", "secret-t")
                            .findings(family))
                    .isEmpty();
            assertThat(TestMove.of("offset-syncs.topic.location", "target")
                            .changing("source.cluster.alias", "secret-s")
                            .findings(family))
                    .contains("WARNING STATE_CHANGED");
            assertThat(TestMove.of().findings(family)).isEmpty();
        });
        assertThat(TestMove.of("emit.offset-syncs.enabled", "false")
                        .changing("target.cluster.alias", "secret-t")
                        .findings(source))
                .isEmpty();
    }

    @Test
    void offset_syncs_of_the_kafka_cluster_that_is_left_are_reported() {
        assertThat(TestMove.of(WRITES_TO, "b:9092").toAnotherKafka().findings(source))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(WRITES_TO, "b:9092", "offset-syncs.topic.location", "target")
                        .toAnotherKafka()
                        .findings(source))
                .isEmpty();
        assertThat(TestMove.of(WRITES_TO, "b:9092", "emit.offset-syncs.enabled", "false")
                        .toAnotherKafka()
                        .findings(source))
                .isEmpty();
        assertThat(TestMove.of().onOneKafka().findings(source)).isEmpty();
    }

    @Test
    void copies_on_another_kafka_cluster_would_have_a_hole() {
        assertThat(TestMove.of("emit.offset-syncs.enabled", "false")
                        .toAnotherKafka()
                        .findings(source))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of("emit.offset-syncs.enabled", "false", WRITES_TO, "b:9092")
                        .changing(WRITES_TO, "c:9092")
                        .toAnotherKafka()
                        .findings(source))
                .containsExactly("ERROR STATE_CHANGED");
    }

    @Test
    void checkpoints_and_heartbeats_need_no_offsets() {
        assertThat(Stream.of(checkpoint, heartbeat)).allSatisfy(family -> {
            assertThat(family.needsNoOffsets(config())).isTrue();
            assertThat(family.asksFor(config(), partition(LONDON))).contains(false);
        });
        assertThat(source.needsNoOffsets(config())).isFalse();
        assertThat(TestMove.of().toAnotherKafka().findings(heartbeat)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic.whitelist | paris,london | true",
                "topic.regex | lon.* | true",
                "topic.regex | lon | false",
                "topic.whitelist | paris | false",
                "topic.blacklist | london | false",
                "unrelated | a | false"
            })
    void replicator_asks_for_topics_that_are_listed_or_matched(String key, String value, boolean asks) {
        assertThat(replicator.asksFor(config(key, value), partition("{\"topic\":\"london\",\"partition\":0}")))
                .contains(asks);
    }

    @Test
    void the_blacklist_of_replicator_has_precedence() {
        assertThat(replicator.asksFor(
                        config("topic.regex", ".*", "topic.blacklist", "london"),
                        partition("{\"topic\":\"london\",\"partition\":0}")))
                .contains(false);
        assertThat(replicator.asksFor(config("topic.regex", ".*"), partition(LONDON)))
                .contains(false);
    }

    @ParameterizedTest
    @CsvSource({"src.kafka.bootstrap.servers", "src.consumer.group.id"})
    void replicator_stays_with_its_cluster_and_its_group(String key) {
        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(replicator))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(key, "secret-a").findings(replicator)).isEmpty();
    }
}
