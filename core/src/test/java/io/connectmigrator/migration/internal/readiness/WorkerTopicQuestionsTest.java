package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether Connect's own topics are compacted. */
class WorkerTopicQuestionsTest extends ReadableClusters {

    private static final String[] OF_SOURCE = {"configs", "offsets", "status"};
    private static final String[] OF_TARGET = {"configs-eu", "offsets-eu", "status-eu"};

    @BeforeEach
    void runs() {
        sourceWrites("numbers");
        compacted(here, OF_SOURCE);
        compacted(there, OF_TARGET);
    }

    private static void compacted(KeptTopics cluster, String... topics) {
        for (String topic : topics) {
            cluster.topic(topic, 1, "cleanup.policy", "compact");
        }
    }

    private ConnectClient client(SimulatedConnect cluster, KeptTopics topics, String... ofWorkers) {
        return process.client(cluster)
                .offsetTransport(process.transport(cluster).knowing(ofWorkers))
                .topics(topics)
                .build();
    }

    private MigrationPlanBuilder plan(String... ofTarget) {
        return allowing(MigrationPlan.builder()
                .from(client(source, here, OF_SOURCE))
                .to(client(target, there, ofTarget))
                .connectors("orders"));
    }

    @Test
    void all_three_of_both_sides_are_compacted() {
        ItemScore compacted = item(plan(OF_TARGET), ReadinessItem.WORKER_TOPICS);

        assertThat(compacted.score()).isEqualTo(2);
        assertThat(evidence(compacted))
                .startsWith("compacted: configs, offsets, status; compacted: configs-eu, offsets-eu, status-eu");
    }

    @Test
    void one_that_is_deleted_by_time_is_not_ready() {
        there.topic("offsets-eu", 25, "cleanup.policy", "delete");
        ItemScore deleted = item(plan(OF_TARGET), ReadinessItem.WORKER_TOPICS);
        there.topic("offsets-eu", 25, "cleanup.policy", "compact,delete");
        ItemScore both = item(plan(OF_TARGET), ReadinessItem.WORKER_TOPICS);

        assertThat(deleted.score()).isZero();
        assertThat(evidence(deleted)).startsWith("offsets-eu has cleanup.policy=delete");
        assertThat(both.score()).isZero();
    }

    @Test
    void one_that_does_not_exist_is_not_the_topic_of_the_workers() {
        ItemScore absent = item(plan("configs-eu", "offsets-eu", "states"), ReadinessItem.WORKER_TOPICS);

        assertThat(absent.score()).isZero();
        assertThat(evidence(absent)).startsWith("there is no topic states");
    }

    @Test
    void where_not_all_three_are_named_it_is_not_tested() {
        ItemScore some = item(plan("offsets-eu"), ReadinessItem.WORKER_TOPICS);

        assertThat(some.score()).isEqualTo(1);
        assertThat(some.most()).isEqualTo(1);
        assertThat(some.toRaise()).contains("offsetTopic(…), configTopic(…) and statusTopic(…)");
    }

    @Test
    void over_rest_alone_workers_are_trusted_to_have_looked() {
        ItemScore trusted = item(plan(), ReadinessItem.WORKER_TOPICS);

        assertThat(trusted.score()).isEqualTo(1);
        assertThat(evidence(trusted)).contains("are not named");
    }
}
