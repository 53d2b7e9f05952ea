package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.RowScore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two simulated Connect clusters whose clients can read topics, for tests of what is found about the items of the card. */
abstract class ReadableClusters extends SimulatedClusters {

    private static final Map<String, String> SEQUENCE = Map.of("connector.class", "SequenceSource", "topic", "numbers");

    protected final KeptTopics here = new KeptTopics();
    protected final KeptTopics there = new KeptTopics();
    protected final SimulatedConnect elsewhere =
            simulation.connect("elsewhere", ConnectVersion.V4_3, 1, simulation.kafka("other-kafka"));

    protected final MigrationPlanBuilder planTo(SimulatedConnect cluster) {
        return allowing(MigrationPlan.builder()
                .from(process.client(source).topics(here).build())
                .to(process.client(cluster).topics(there).build())
                .connectors("orders"));
    }

    protected static final ItemScore item(List<RowScore> rows, ReadinessItem item) {
        return rows.stream()
                .flatMap(row -> row.items().stream())
                .filter(score -> score.item() == item)
                .findFirst()
                .orElseThrow();
    }

    protected final ItemScore item(MigrationPlanBuilder plan, ReadinessItem item) {
        return item(
                readiness(plan.declare(item, Declaration.of("it is so")).build())
                        .shapes()
                        .get(0)
                        .rows(),
                item);
    }

    protected final ItemScore item(ReadinessItem item) {
        return item(planTo(target), item);
    }

    protected static final String evidence(ItemScore score) {
        return score.evidence().stream().map(Evidence::text).collect(Collectors.joining("; "));
    }

    /** Lets {@code orders} be there, stopped and without offsets. */
    protected final void stopWithoutOffsets(Map<String, String> config) {
        simulation.run(source, "orders", config);
        simulation.sleep(Duration.ofSeconds(5));
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(5));
        operator(source).resetOffsets();
        simulation.sleep(Duration.ofSeconds(1));
    }

    /** Lets a stopped sink read this offset of its topic next. */
    protected final void sinkReads(long next) {
        stopWithoutOffsets(SINK);
        operator(source)
                .alterOffsets("{\"offsets\":[{\"partition\":{\"kafka_topic\":\"orders\",\"kafka_partition\":0},"
                        + "\"offset\":{\"kafka_offset\":" + next + "}}]}");
        simulation.sleep(Duration.ofSeconds(1));
    }

    protected final void sourceWrites(String topic) {
        simulation.run(source, "orders", SEQUENCE);
        source.uses("orders", List.of(topic));
        simulation.sleep(Duration.ofSeconds(5));
    }
}
