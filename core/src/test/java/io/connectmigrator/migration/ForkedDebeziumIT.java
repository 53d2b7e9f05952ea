package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.NumberedTable;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of Debezium's connectors for PostgreSQL becomes two, each with one of its tables, a slot and a publication of its own, while rows are
 * written to both tables.
 */
@ExtendWith(SharedLaboratory.class)
class ForkedDebeziumIT {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> PARTS = List.of("_a", "_b");

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient cluster = TestedConnector.client(clusters.get(0));
    private final String name = "cdc_" + COUNT.incrementAndGet();
    private final List<NumberedTable> tables;

    ForkedDebeziumIT(Laboratory lab) {
        this.lab = lab;
        this.tables = PARTS.stream()
                .map(part -> NumberedTable.create(lab.postgres(), name + part))
                .toList();
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        clusters = List.of(ConnectorKinds.DEBEZIUM_POSTGRES
                .installOn(lab.connect("forked"))
                .with("offset.flush.interval.ms", "250")
                .start());
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    /** A publication is to be there before what is read through it: a slot shows the catalog as it was then. */
    @BeforeEach
    void runAndWrite() {
        tables.forEach(
                table -> lab.postgres().execute("CREATE PUBLICATION " + table.name() + " FOR TABLE " + table.name()));
        tables.forEach(table -> table.insert(500));
        cluster.createConnector(name, config(name, PARTS));
        tables.forEach(NumberedTable::startWriting);
        awaitMoreRecords();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.listOffsets(name).size() == 1);
    }

    @AfterEach
    void release() {
        tables.forEach(NumberedTable::stopWriting);
        names().filter(each -> cluster.findConnector(each).isPresent()).forEach(cluster::deleteConnector);
        names().forEach(each -> ConnectorKinds.DEBEZIUM_POSTGRES.release(lab.postgres(), each));
        tables.forEach(NumberedTable::close);
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(name), PARTS.stream().map(part -> name + part));
    }

    private ConnectorConfig config(String connector, List<String> parts) {
        return ConnectorKinds.DEBEZIUM_POSTGRES
                .config(lab, connector)
                .with("topic.prefix", name)
                .with(
                        "table.include.list",
                        String.join(
                                ",",
                                parts.stream()
                                        .map(part -> lab.postgres().qualified(name + part))
                                        .toList()));
    }

    private MigrationPlanBuilder forking(boolean atLeastOnce) {
        return MigrationPlan.builder()
                .from(cluster)
                .to(cluster)
                .fork(name, children -> {
                    PARTS.forEach(part -> children.into(name + part, config -> child(config, part)));
                    if (atLeastOnce) {
                        children.atLeastOnce();
                    }
                })
                .onCutover((connector, target) -> copySlots());
    }

    /** With tags of their own for their metrics they do not wait for each other's names. */
    private ConnectorConfig child(ConnectorConfig config, String part) {
        return config.with("table.include.list", lab.postgres().qualified(name + part))
                .with("slot.name", name + part)
                .with("publication.name", name + part)
                .with("custom.metric.tags", "part=" + part);
    }

    private void copySlots() {
        PARTS.forEach(part -> lab.postgres()
                .queryNumbers("SELECT 1 FROM pg_copy_logical_replication_slot('" + name + "', '" + name + part + "')"));
    }

    private SequenceTally tally() {
        return lab.rowReader()
                .topics(tables.stream()
                        .map(table -> ConnectorKinds.DEBEZIUM_POSTGRES.topic(lab.postgres(), name, table.name()))
                        .toList());
    }

    private void awaitMoreRecords() {
        var before = tally().last();
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(tally().last())
                        .hasSize(PARTS.size())
                        .allSatisfy((topic, last) ->
                                assertThat(last).isGreaterThanOrEqualTo(before.getOrDefault(topic, -1L) + 100)));
    }

    private SequenceTally tallyOfAll() {
        tables.forEach(NumberedTable::stopWriting);
        long rows = tables.stream().mapToLong(NumberedTable::rows).sum();
        await().atMost(TestedConnector.DEADLINE).until(() -> tally().distinct() == rows);
        return tally();
    }

    @Test
    void each_row_is_copied_once_by_the_one_or_by_its_part_and_there_is_no_way_back() {
        MigrationPlan plan = forking(false).build();

        MigrationReport forked = migrator.migrate(plan);

        assertThat(forked.succeeded()).as("%s", forked).isTrue();
        awaitMoreRecords();
        MigrationReport back = migrator.rollback(plan);
        assertThat(back.succeeded()).isFalse();
        assertThat(back.problems()).extracting(Problem::code).contains(ProblemCode.NO_WAY_BACK);
        awaitMoreRecords();
        assertThat(tallyOfAll())
                .matches(SequenceTally::exactlyOnce)
                .extracting(SequenceTally::outOfOrder)
                .isEqualTo(0L);
        System.out.println("RESHAPED | Debezium PostgreSQL | forked while rows are written | " + tally().records()
                + " | 0 | 0 | " + forked.connectors().get(0).downtime());
    }

    @Test
    void it_comes_back_to_the_earliest_position_and_loses_no_row_if_the_plan_says_at_least_once() {
        MigrationPlan plan = forking(true).build();
        assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
        awaitMoreRecords();

        MigrationReport back = migrator.rollback(plan);

        assertThat(back.succeeded()).as("%s", back).isTrue();
        assertThat(cluster.listConnectors()).contains(name).doesNotContain(name + "_a", name + "_b");
        awaitMoreRecords();
        assertThat(tallyOfAll()).matches(tally -> tally.missing() == 0);
        System.out.println("RESHAPED | Debezium PostgreSQL | forked, and back with atLeastOnce() | "
                + tally().records() + " | 0 | " + tally().doubled() + " | "
                + back.connectors().get(0).downtime());
    }

    @Test
    void two_connectors_with_a_position_each_do_not_become_one() {
        String other = name + "_b";
        cluster.createConnector(
                other, config(other, List.of("_b")).with("topic.prefix", other).with("custom.metric.tags", "part=_b"));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.listOffsets(other).size() == 1);
        Set<String> before = Set.copyOf(cluster.listConnectors());

        MigrationCheck check = migrator.check(MigrationPlan.builder()
                .from(cluster)
                .to(cluster)
                .merge(name + "_all", name, other)
                .build());

        assertThat(check.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .contains(ProblemCode.NOT_MERGEABLE);
        assertThat(Set.copyOf(cluster.listConnectors())).isEqualTo(before);
        awaitMoreRecords();
    }
}
