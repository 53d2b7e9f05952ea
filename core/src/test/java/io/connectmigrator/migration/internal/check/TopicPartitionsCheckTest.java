package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source writes records of one key to one partition, as long as its topics have as many partitions where it comes to. */
class TopicPartitionsCheckTest extends SimulatedClusters {

    private final SimulatedConnect elsewhere =
            simulation.connect("elsewhere", ConnectVersion.V4_3, 1, simulation.kafka("other"));

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        source.uses("orders", List.of("orders", "stock"));
        simulation.sleep(Duration.ofSeconds(1));
    }

    private MigrationPlanBuilder plan(SimulatedConnect to, KeptTopics there) {
        KeptTopics here = new KeptTopics()
                .topic("orders", 3)
                .topic("stock", 1)
                .topic("other", 1)
                .reachedBy("kafka:9092");
        return allowing(MigrationPlan.builder()
                .from(withTopics(source, here))
                .to(withTopics(to, there))
                .connectors("orders"));
    }

    private ConnectClient withTopics(SimulatedConnect cluster, KeptTopics topics) {
        return process.client(cluster).topics(topics).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void fewer_or_more_partitions_there_are_an_error(int partitions) {
        KeptTopics there = new KeptTopics().topic("orders", partitions).topic("other", 5);

        assertThat(check(plan(elsewhere, there).build()).problems())
                .filteredOn(problem -> problem.code() == ProblemCode.MIRROR_PARTITIONS_DIFFER)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.message())
                            .contains("'orders'")
                            .contains("has 3 partitions")
                            .contains("and " + partitions);
                });
    }

    @Test
    void as_many_or_a_topic_that_is_not_there_yet_are_none() {
        KeptTopics there = new KeptTopics().topic("orders", 3);

        assertThat(check(plan(elsewhere, there).build()).problems())
                .extracting(Problem::code)
                .doesNotContain(ProblemCode.MIRROR_PARTITIONS_DIFFER);
    }

    @Test
    void nor_is_another_number_where_the_source_does_not_write() {
        KeptTopics there = new KeptTopics().topic("orders", 4);
        MigrationPlan staying = plan(elsewhere, there)
                .config("producer.override.bootstrap.servers", "kafka:9092")
                .build();

        assertThat(check(staying).problems())
                .extracting(Problem::code)
                .doesNotContain(ProblemCode.MIRROR_PARTITIONS_DIFFER, ProblemCode.SOURCE_ON_OTHER_KAFKA);
    }
}
