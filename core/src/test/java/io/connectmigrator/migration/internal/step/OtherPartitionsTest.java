package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target that commits partitions which it was not given, and none of those that it was given, may start from scratch. */
class OtherPartitionsTest extends SimulatedClusters {

    /** Knows that the target asks for the partitions that it is given. */
    private static final class KnownFamily implements ConnectorFamily {

        @Override
        public String name() {
            return "Known";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("com.example.SimulatedSource");
        }

        @Override
        public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
            return Optional.of("data".equals(partition.get("data")));
        }
    }

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        simulation.sleep(Duration.ofSeconds(9));
    }

    private static <T> Map<String, T> with(Map<String, T> map, String field, T value) {
        Map<String, T> other = new HashMap<>(map);
        other.put(field, value);
        return other;
    }

    private void addAField(SimulatedConnect cluster) {
        cluster.changePartitions(partition -> with(partition, "protocol", "1"));
    }

    private void qualifyNames(SimulatedConnect cluster) {
        cluster.changePartitions(partition -> with(partition, "data", "schema." + partition.get("data")));
    }

    private void findOthers(SimulatedConnect cluster) {
        cluster.changePartitions(partition -> with(partition, "data", partition.get("data") + "_archive"));
    }

    @Test
    void the_same_data_in_more_fields_and_behind_is_an_error_and_can_be_rolled_back() {
        Map<String, String> before = offsets(source);
        addAField(target);
        MigrationPlan plan = planOverTopics(source, target).build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.OTHER_PARTITIONS);
            assertThat(problem.message()).contains("\"protocol\":\"1\"", "2 partitions", "none yet of the 2");
            assertThat(problem.remedy()).contains("rollback(plan)");
        });
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        assertThat(offsets(source)).containsKeys(before.keySet().toArray(String[]::new));
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(source.isCopying("orders")).isTrue();
        assertThat(target.isCopying("orders")).isFalse();
    }

    @Test
    void a_plan_may_accept_them() {
        addAField(target);

        ConnectorReport report =
                migrate(plan().accepting(ProblemCode.OTHER_PARTITIONS).build());

        assertThat(report.outcome()).isEqualTo(new Moved(false));
        assertThat(report.problems()).singleElement().matches(problem -> !problem.isError());
    }

    @Test
    void the_same_data_under_a_qualified_name_and_behind_is_an_error() {
        qualifyNames(target);
        use(process.migrator(journal).family(new KnownFamily()));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OTHER_PARTITIONS);
    }

    @Test
    void the_same_data_in_more_fields_that_continues_is_no_problem() {
        // A newer plugin finds the offsets of an older one, and commits them in another form.
        addAField(target);
        at(
                "PUT /connectors/orders/resume on target",
                () -> offsets(source)
                        .forEach((key, value) -> kafka.offsetTopic(target.offsetTopic())
                                .write(key.replace("{", "{\"protocol\":\"1\","), value)));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void other_data_is_a_warning() {
        findOthers(target);

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Moved(false));
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.OTHER_PARTITIONS);
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).contains("new tables, topics or files", "data_archive");
        });
    }

    @Test
    void a_call_in_another_process_knows_of_the_warning() {
        findOthers(target);
        migrate(plan().build());
        restart();

        ConnectorReport again = migrate(plan().build());

        assertThat(again.outcome()).isEqualTo(new Moved(false));
        assertThat(codes(again.problems())).containsExactly(ProblemCode.OTHER_PARTITIONS);
        restart();
        ConnectorReport confirmed = confirm(plan().build());
        assertThat(confirmed.outcome()).isInstanceOf(Confirmed.class);
        assertThat(codes(confirmed.problems())).containsExactly(ProblemCode.OTHER_PARTITIONS);
    }

    @Test
    void a_target_that_has_moved_on_since_is_no_longer_warned_of() {
        findOthers(target);
        migrate(plan().build());
        restart();
        offsets(source).keySet().stream()
                .limit(1)
                .forEach(key -> kafka.offsetTopic(target.offsetTopic()).write(key, "{\"position\":1000000}"));

        assertThat(migrate(plan().build()).problems()).isEmpty();
        assertThat(confirm(plan().build()).problems()).isEmpty();
    }

    @Test
    void what_was_a_warning_and_has_become_an_error_is_one_of_the_next_call() {
        findOthers(target);
        migrate(plan().build());
        addAField(target);
        operator(target).stop();
        simulation.sleep(Duration.ofSeconds(1));
        operator(target).resume();
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(report.problems()).singleElement().matches(Problem::isError);
        assertThat(confirm(plan().build()).outcome()).isEqualTo(new Unfinished(MigrationStep.REMOVE));
        assertThat(rollback(planOverTopics(source, target).build()).outcome()).isInstanceOf(RolledBack.class);
    }

    @Test
    void a_target_that_is_seen_to_read_again_only_later_keeps_its_source() {
        SimulatedConnect slow = slowToCommit();
        addAField(slow);
        MigrationPlan plan = planOverTopics(source, slow).build();
        simulation.sleep(Duration.ofMinutes(1));
        assertThat(migrate(plan).problems()).isEmpty();
        simulation.sleep(Duration.ofSeconds(20));

        ConnectorReport report = confirm(plan);

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.REMOVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OTHER_PARTITIONS);
        assertThat(source.connectorNames()).containsExactly("orders");
        assertThat(rollback(plan).outcome()).isInstanceOf(RolledBack.class);
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void offsets_that_cannot_be_read_any_more_keep_no_source_from_being_deleted() {
        SimulatedConnect slow = slowToCommit();
        migrate(plan(source, slow).build());
        MigrationPlan blind = plan(source, slow)
                .to(process.client(slow).offsetTransport(new Unreadable()).build())
                .build();

        assertThat(confirm(blind).outcome()).isInstanceOf(Confirmed.class);
    }

    private SimulatedConnect slowToCommit() {
        return simulation.connect(
                "slow", ConnectVersion.V4_3, ClusterSettings.DEFAULT.flushInterval(Duration.ofSeconds(15)), 1, kafka);
    }

    /** Brokers that do not answer. */
    private static final class Unreadable implements OffsetTransport {

        private static OffsetTransportException unreachable() {
            return new OffsetTransportException("no broker answers", "Check the network", null);
        }

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            throw unreachable();
        }

        @Override
        public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
            throw unreachable();
        }

        @Override
        public AlterResult resetOffsets(OffsetOwner connector) {
            throw unreachable();
        }

        @Override
        public Optional<String> fence(OffsetOwner connector) {
            return Optional.empty();
        }
    }

    @Test
    void a_family_that_knows_what_the_target_asks_for_makes_nothing_of_other_data() {
        findOthers(target);
        use(process.migrator(journal).family(new KnownFamily()));

        assertThat(migrate(plan().build()).problems()).isEmpty();
    }

    @Test
    void other_data_in_other_fields_is_a_warning_whatever_the_family_knows() {
        target.changePartitions(partition -> Map.of("place", "archive-" + partition.get("shard")));
        use(process.migrator(journal).family(new KnownFamily()));

        assertThat(codes(migrate(plan().build()).problems())).containsExactly(ProblemCode.OTHER_PARTITIONS);
    }

    @Test
    void new_partitions_beside_given_ones_that_advance_are_no_problem() {
        // Of two partitions one keeps its name, and the other is found under a new one.
        target.changePartitions(partition ->
                Long.valueOf(0).equals(partition.get("shard")) ? partition : with(partition, "protocol", "1"));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Moved(true));
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void a_start_from_scratch_that_the_plan_accepts_is_no_problem() {
        MigrationPlan plan = plan().config((name, config) -> config.with("data", "others"))
                .accepting(ProblemCode.IDENTITY_CHANGED)
                .build();
        addAField(target);

        assertThat(migrate(plan).problems()).extracting(Problem::code).doesNotContain(ProblemCode.OTHER_PARTITIONS);
    }

    @Test
    void a_sink_may_commit_in_topics_that_it_was_given_no_offsets_of() {
        simulation.run(source, "sink", Map.of("connector.class", "SimulatedSink", "topics", "orders"));

        ConnectorReport report = migrate(MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("sink")
                .rename(name -> "new-sink")
                .allow("D11", "simulated topics have no transactions")
                .config((name, config) -> config.with("topics", "orders,others"))
                .build());

        assertThat(report.outcome()).isEqualTo(new Moved(true));
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void a_source_that_was_given_nothing_may_commit_anything() {
        simulation.run(source, "idle", with(SOURCE, "batch", "0"));
        addAField(target);

        ConnectorReport report = migrate(MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("idle")
                .config((name, config) -> config.with("batch", "1"))
                .emptyOffsets(EmptyOffsets.ALLOW)
                .build());

        assertThat(report.outcome()).isEqualTo(new Moved(true));
        assertThat(report.problems()).isEmpty();
    }
}
