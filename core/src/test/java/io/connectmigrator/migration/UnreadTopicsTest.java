package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Offsets that are left in the group of a sink, of topics that it no longer reads. */
class UnreadTopicsTest extends SimulatedClusters {

    private static final Map<Integer, Long> LEFT = Map.of(0, 3L);

    private void run(SimulatedConnect cluster, String sink, String topic) {
        simulation.run(cluster, sink, Map.of("connector.class", "SimulatedSink", "topics", topic, "tasks.max", "1"));
    }

    private void leaveIn(String group) {
        kafka.group(group).commits().put("returns", new TreeMap<>(LEFT));
    }

    private static void assertNamed(List<Problem> problems) {
        assertThat(problems)
                .filteredOn(problem -> problem.code() == ProblemCode.OFFSETS_LEFT_BEHIND)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.message()).contains("'returns'").contains("neither carried nor changed");
                });
    }

    @Test
    void a_merge_names_them_in_its_check_and_its_report_and_leaves_them_in_the_old_group() {
        run(source, "fr", "fr");
        run(source, "de", "de");
        leaveIn("connect-fr");
        MigrationPlan plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(client(source)))
                .merge("all", "fr", "de")
                .build();

        assertNamed(check(plan).problems());
        MigrationReport merged = report(migrator().start(plan));

        assertThat(merged.connectors()).allMatch(each -> each.outcome() instanceof Moved);
        assertNamed(merged.problems());
        assertThat(kafka.group("connect-fr").commits().get("returns")).isEqualTo(LEFT);
        assertThat(kafka.group("connect-all").commits()).containsOnlyKeys("fr", "de");
    }

    @Test
    void workers_that_list_no_offsets_do_not_hide_them_from_a_transport() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_4, 1, kafka);
        run(old, "orders", "orders");
        leaveIn("connect-orders");

        assertNamed(check(planOverTopics(old, target).build()).problems());
    }

    @Test
    void beside_another_sink_in_the_group_those_are_named_that_neither_reads() {
        Map<String, String> config =
                Map.of("connector.class", "SimulatedSink", "topics", "orders", "consumer.override.group.id", "shared");
        simulation.run(source, "orders", config);
        simulation.run(
                source,
                "stock",
                Map.of("connector.class", "SimulatedSink", "topics", "stock", "consumer.override.group.id", "shared"));
        leaveIn("shared");

        List<Problem> problems = check(plan().build()).problems();

        assertNamed(problems);
        assertThat(codes(problems)).contains(ProblemCode.GROUP_SHARED);
    }
}
