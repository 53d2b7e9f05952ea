package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.RowScore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is found about the items of the card where the clients of both clusters can read topics. */
class BrokerQuestionsTest extends ReadableClusters {

    private static final String DEAD = "errors.deadletterqueue.topic.name";
    private static final String HISTORY = "schema.history.internal.kafka.topic";
    private static final String FROM = "source.cluster.bootstrap.servers";
    private static final Duration DAY = Duration.ofHours(24);

    /** Lets a stopped source have copied the records of a topic up to this one. */
    private void sourceHasCopied(long last) {
        stopWithoutOffsets(SOURCE);
        kafka.offsetTopic(source.offsetTopic())
                .write(
                        "[\"orders\",{\"cluster\":\"a\",\"partition\":0,\"topic\":\"london\"}]",
                        "{\"offset\":" + last + "}");
        simulation.sleep(Duration.ofSeconds(1));
    }

    @Test
    void a_sink_below_the_start_of_the_log_is_not_ready() {
        sinkReads(100);
        there.topic("orders", 1).records("orders", 100, 250);
        assertThat(item(ReadinessItem.SINK_IN_RANGE).score()).isEqualTo(2);

        there.records("orders", 101, 250);
        ItemScore below = item(ReadinessItem.SINK_IN_RANGE);
        there.records("orders", 0, 99);
        ItemScore above = item(ReadinessItem.SINK_IN_RANGE);
        there.records("orders", 0, 100);
        ItemScore atTheEnd = item(ReadinessItem.SINK_IN_RANGE);

        assertThat(below.score()).isZero();
        assertThat(evidence(below)).startsWith("orders-0 has the records 101 to 250, and it reads 100 next");
        assertThat(above.score()).isZero();
        assertThat(atTheEnd.score()).isEqualTo(2);
    }

    @Test
    void a_sink_whose_topic_is_gone_is_not_ready() {
        sinkReads(100);

        assertThat(evidence(item(ReadinessItem.SINK_IN_RANGE))).startsWith("orders-0 does not exist");
        assertThat(item(ReadinessItem.SINK_IN_RANGE).score()).isZero();
    }

    @Test
    void a_sink_that_goes_to_another_kafka_cluster_has_to_be_in_range_there() {
        sinkReads(100);
        here.topic("orders", 1).records("orders", 0, 250);
        there.topic("orders", 1).records("orders", 0, 50);

        assertThat(item(planTo(elsewhere), ReadinessItem.SINK_IN_RANGE).score()).isZero();
    }

    @Test
    void the_lag_is_told() {
        sinkReads(100);
        there.topic("orders", 1).records("orders", 0, 250);

        assertThat(evidence(item(ReadinessItem.LAG))).startsWith("lag of 150 records");
        assertThat(item(ReadinessItem.LAG).score()).isEqualTo(2);
    }

    @Test
    void a_source_that_copies_topics_needs_the_record_after_its_last_one() {
        sourceHasCopied(99);
        there.topic("london", 1).reachedBy("mm2:9092").records("london", 100, 250);
        MigrationPlanBuilder plan = planTo(target).config(FROM, "mm2:9092");

        assertThat(item(plan, ReadinessItem.COPIER_IN_RANGE).score()).isEqualTo(2);
        assertThat(evidence(item(plan, ReadinessItem.LAG))).startsWith("lag of 150 records");
        there.records("london", 101, 250);

        assertThat(item(plan, ReadinessItem.COPIER_IN_RANGE).score()).isZero();
        assertThat(item(planTo(target).config(FROM, "unknown:9092"), ReadinessItem.COPIER_IN_RANGE))
                .satisfies(score -> assertThat(score.score()).as("declared").isEqualTo(1))
                .satisfies(score -> assertThat(score.most()).isEqualTo(1));
    }

    @Test
    void retention_that_is_shorter_than_the_downtime_budget_is_not_ready() {
        sinkReads(100);
        there.topic("orders", 1, "retention.ms", "3600000").records("orders", 0, 100);
        MigrationPlan plan = planTo(target).rollbackWindow(Duration.ZERO).build();

        ItemScore tooLong = item(
                readiness(
                                plan,
                                process.migrator(journal).downtimeBudget(Duration.ofHours(2)),
                                Duration.ZERO,
                                shape -> List.of())
                        .shapes()
                        .get(0)
                        .rows(),
                ReadinessItem.REPLAY_WINDOW);

        assertThat(tooLong.score()).isZero();
        assertThat(evidence(tooLong)).contains("orders keeps records for ", "(downtimeBudget)");
        assertThat(item(planTo(target).rollbackWindow(Duration.ZERO), ReadinessItem.REPLAY_WINDOW)
                        .score())
                .as("one minute")
                .isEqualTo(2);
    }

    @Test
    void retention_that_is_shorter_than_the_rollback_window_is_not_ready() {
        sinkReads(100);
        there.topic(
                        "orders",
                        1,
                        "retention.ms",
                        String.valueOf(DAY.minusMillis(1).toMillis()))
                .records("orders", 0, 100);
        assertThat(item(ReadinessItem.REPLAY_WINDOW).score()).isZero();
        assertThat(evidence(item(ReadinessItem.REPLAY_WINDOW))).contains("(rollbackWindow)");

        there.topic("orders", 1, "retention.ms", String.valueOf(DAY.toMillis()));
        assertThat(item(ReadinessItem.REPLAY_WINDOW).score()).isEqualTo(2);

        there.topic("orders", 1, "retention.ms", "-1");
        assertThat(item(ReadinessItem.REPLAY_WINDOW).score()).isEqualTo(2);

        there.topic("orders", 1, "retention.ms", "1000", "cleanup.policy", "compact");
        assertThat(item(ReadinessItem.REPLAY_WINDOW).score()).isEqualTo(2);

        there.topic("orders", 1, "retention.ms", "-1", "retention.bytes", "1000");
        assertThat(item(ReadinessItem.REPLAY_WINDOW).score()).isEqualTo(1);
    }

    @Test
    void what_is_not_read_yet_must_not_be_deleted_within_the_rollback_window() {
        sinkReads(100);
        Instant now = process.clock().instant();
        there.topic(
                        "orders",
                        1,
                        "retention.ms",
                        String.valueOf(DAY.multipliedBy(2).toMillis()))
                .records("orders", 0, 250)
                .written("orders", now.minus(Duration.ofHours(30)), 90)
                .written("orders", now.minus(Duration.ofHours(20)), 200);

        ItemScore deleted = item(ReadinessItem.REPLAY_WINDOW);
        ItemScore kept = item(planTo(target).rollbackWindow(Duration.ofHours(17)), ReadinessItem.REPLAY_WINDOW);

        assertThat(deleted.score()).isZero();
        assertThat(evidence(deleted)).startsWith("orders-0 deletes the records from 100 on too early");
        assertThat(kept.score()).isEqualTo(2);
    }

    @Test
    void brokers_keep_the_offsets_of_a_stopped_sink_for_the_rollback_window() {
        sinkReads(100);
        here.broker("offsets.retention.minutes", "1440");
        assertThat(item(ReadinessItem.OFFSETS_RETENTION).score()).isEqualTo(2);

        here.broker("offsets.retention.minutes", "1439");
        assertThat(item(ReadinessItem.OFFSETS_RETENTION).score()).isZero();
        assertThat(item(planTo(target).rollbackWindow(Duration.ofHours(1)), ReadinessItem.OFFSETS_RETENTION)
                        .score())
                .isEqualTo(2);
    }

    @Test
    void topics_have_as_many_partitions_on_both_sides() {
        sourceWrites("numbers");
        here.topic("numbers", 3);
        there.topic("numbers", 3);
        assertThat(item(planTo(elsewhere), ReadinessItem.PARTITIONS).score()).isEqualTo(2);

        there.topic("numbers", 6);
        ItemScore other = item(planTo(elsewhere), ReadinessItem.PARTITIONS);

        assertThat(other.score()).isZero();
        assertThat(evidence(other)).startsWith("numbers has 3 partitions; numbers has 6 partitions");
    }

    @Test
    void a_topic_that_is_not_there_is_not_ready_unless_it_is_created() {
        sourceWrites("numbers");
        here.topic("numbers", 3);
        assertThat(item(planTo(elsewhere), ReadinessItem.PARTITIONS).score()).isZero();

        assertThat(item(planTo(elsewhere).config("topic.creation.default.partitions", "3"), ReadinessItem.PARTITIONS)
                        .score())
                .isEqualTo(1);
        there.broker("auto.create.topics.enable", "true");
        assertThat(item(planTo(elsewhere), ReadinessItem.PARTITIONS).score()).isEqualTo(1);
    }

    @Test
    void one_kafka_cluster_is_compared_with_itself() {
        sourceWrites("numbers");
        here.topic("numbers", 3);
        MigrationPlanBuilder plan = allowing(MigrationPlan.builder()
                .from(process.client(source).topics(here).build())
                .to(client(target))
                .connectors("orders"));

        assertThat(item(plan, ReadinessItem.PARTITIONS).score()).isEqualTo(2);
        assertThat(item(plan, ReadinessItem.TOPIC_CONFIGS).score()).isEqualTo(2);
    }

    @Test
    void topics_are_configured_alike() {
        sourceWrites("numbers");
        here.topic("numbers", 1, "cleanup.policy", "compact", "retention.ms", "1000", "max.message.bytes", "5");
        there.topic("numbers", 1, "cleanup.policy", "compact", "retention.ms", "2000", "max.message.bytes", "5");
        assertThat(item(planTo(elsewhere), ReadinessItem.TOPIC_CONFIGS).score())
                .as("retention of a compacted topic")
                .isEqualTo(2);

        there.topic("numbers", 1, "cleanup.policy", "delete", "retention.ms", "2000", "max.message.bytes", "5");
        assertThat(item(planTo(elsewhere), ReadinessItem.TOPIC_CONFIGS).score()).isZero();

        there.topic("numbers", 1, "cleanup.policy", "compact", "max.message.bytes", "6");
        assertThat(item(planTo(elsewhere), ReadinessItem.TOPIC_CONFIGS).score()).isEqualTo(1);
        assertThat(item(
                                planTo(elsewhere).config("producer.override.max.request.size", "7"),
                                ReadinessItem.TOPIC_CONFIGS)
                        .score())
                .isZero();

        here.topic("numbers", 1, "retention.ms", "2000");
        there.topic("numbers", 1, "retention.ms", "1999");
        assertThat(item(planTo(elsewhere), ReadinessItem.TOPIC_CONFIGS).score())
                .as("shorter")
                .isZero();
        there.topic("numbers", 1, "retention.ms", "-1");
        assertThat(item(planTo(elsewhere), ReadinessItem.TOPIC_CONFIGS).score())
                .as("longer")
                .isEqualTo(1);
    }

    @Test
    void replicas_that_are_not_in_sync_are_not_ready() {
        sourceWrites("numbers");
        there.topic("numbers", 1, 2, "min.insync.replicas", "2");
        assertThat(item(planTo(target), ReadinessItem.TOPIC_CONFIGS).score()).isEqualTo(2);

        there.topic("numbers", 1, 1, "min.insync.replicas", "2");
        assertThat(item(planTo(target), ReadinessItem.TOPIC_CONFIGS).score()).isZero();
    }

    @Test
    void the_topic_for_dead_letters_is_there_or_is_created() {
        sinkReads(100);
        MigrationPlanBuilder plan = planTo(target).config(DEAD, "dead");
        assertThat(item(plan, ReadinessItem.DEAD_LETTERS).score()).isEqualTo(1);

        there.topic("dead", 1);
        assertThat(item(plan, ReadinessItem.DEAD_LETTERS).score()).isEqualTo(2);
    }

    @Test
    void the_schema_history_has_one_partition_and_is_kept_for_ever() {
        simulation.run(source, "orders", SOURCE);
        there.reachedBy("kafka:9092");
        MigrationPlanBuilder plan = planTo(target)
                .config(HISTORY, "history")
                .config("schema.history.internal.kafka.bootstrap.servers", "kafka:9092");
        assertThat(item(plan, ReadinessItem.SCHEMA_HISTORY).score()).isZero();

        there.topic("history", 1, "retention.ms", "-1");
        assertThat(item(plan, ReadinessItem.SCHEMA_HISTORY).score()).isEqualTo(2);
        there.topic("history", 2, "retention.ms", "-1");
        assertThat(item(plan, ReadinessItem.SCHEMA_HISTORY).score()).isZero();
        there.topic("history", 1, "retention.ms", "604800000");
        assertThat(item(plan, ReadinessItem.SCHEMA_HISTORY).score()).isZero();
        there.topic("history", 1, "retention.ms", "-1", "cleanup.policy", "compact");
        assertThat(item(plan, ReadinessItem.SCHEMA_HISTORY).score()).isZero();
    }

    @Test
    void brokers_that_do_not_answer_are_unknown_and_no_exception() {
        sinkReads(100);
        there.fail(new IllegalStateException("the brokers refuse password=hunter22"));

        ItemScore range = item(ReadinessItem.SINK_IN_RANGE);

        assertThat(range.score()).isZero();
        assertThat(evidence(range))
                .contains("not known: ", "the brokers refuse")
                .doesNotContain("hunter22");
    }

    @Test
    void consumers_of_a_topic_on_another_kafka_cluster_are_for_a_human() {
        sourceWrites("numbers");

        assertThat(item(planTo(elsewhere), ReadinessItem.DOWNSTREAM_GROUPS).score())
                .isEqualTo(1);
    }

    @Test
    void a_transport_is_asked_once_for_what_reads_its_topics() {
        sinkReads(100);
        there.topic("orders", 1);
        AtomicInteger asked = new AtomicInteger();
        Function<SimulatedConnect, ConnectClient> client = cluster -> process.client(cluster)
                .offsetTransport(process.transport(cluster).reading(() -> {
                    asked.incrementAndGet();
                    return there;
                }))
                .build();

        readiness(allowing(MigrationPlan.builder()
                        .from(client.apply(source))
                        .to(client.apply(target))
                        .connectors("orders"))
                .build());

        assertThat(asked).hasValue(2);
    }

    @Test
    void brokers_are_asked_once_for_all_connectors() {
        for (int number = 0; number < 20; number++) {
            simulation.run(
                    source, "orders" + number, Map.of("connector.class", "SimulatedSink", "topics", "t" + number));
            there.topic(
                            "t" + number,
                            2,
                            "retention.ms",
                            String.valueOf(DAY.multipliedBy(2).toMillis()))
                    .records("t" + number, 0, Long.MAX_VALUE)
                    .written("t" + number, process.clock().instant(), 0);
        }
        simulation.sleep(Duration.ofSeconds(5));
        MigrationPlan plan = allowing(MigrationPlan.builder()
                        .from(process.client(source).topics(there).build())
                        .to(process.client(target).topics(there).build())
                        .connectorsMatching(connector -> true))
                .build();

        List<RowScore> rows = readiness(plan).shapes().get(0).rows();

        assertThat(item(rows, ReadinessItem.PARTITIONS).score()).isEqualTo(2);
        assertThat(item(rows, ReadinessItem.REPLAY_WINDOW).score()).isEqualTo(2);
        assertThat(there.requests()).isEqualTo(7);
    }
}
