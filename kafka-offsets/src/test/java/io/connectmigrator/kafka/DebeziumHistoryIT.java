package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.NumberedTable;
import io.connectmigrator.lab.moving.TableSource;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.offset.OffsetTransforms;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Debezium's connector for MariaDB gets another {@code topic.prefix}, and with it another name in its schema history. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(Lifecycle.PER_CLASS)
class DebeziumHistoryIT {

    private static final TableSource KIND = ConnectorKinds.DEBEZIUM_MARIADB;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Laboratory lab;
    private final ConnectClient cluster;
    private final SequenceReader reader;
    private String name = "";
    private String newName = "";

    DebeziumHistoryIT(Laboratory lab) {
        this.lab = lab;
        this.reader = lab.rowReader();
        this.cluster = ConnectClient.of(KIND.installOn(lab.connect("history").with("offset.flush.interval.ms", "250"))
                .start()
                .url());
    }

    @BeforeEach
    void rename() {
        name = "prefix_" + Long.toString(System.nanoTime(), 36);
        newName = name + "_new";
    }

    @AfterEach
    void delete() {
        Stream.of(name, newName)
                .filter(connector -> cluster.findConnector(connector).isPresent())
                .forEach(cluster::deleteConnector);
    }

    private long rows(String prefix) {
        return reader.topic(KIND.topic(KIND.database(lab), prefix, name)).records();
    }

    /** Moves it in place, while rows are written that it is to read under its new name. */
    private MigrationReport move(NumberedTable table, HistoryRename rename) {
        OffsetTransform ofServer = OffsetTransforms.debeziumServer(name, newName);
        MigrationPlan plan = MigrationPlan.builder()
                .from(cluster)
                .to(cluster)
                .connectors(name)
                .rename(old -> newName)
                .config((connector, config) -> config.with("topic.prefix", newName)
                        .with("schema.history.internal.kafka.topic", newName + "-history"))
                .transformOffsets((connector, offset) -> ofServer.apply(offset))
                .accepting(ProblemCode.STATE_CHANGED)
                .onCutover((CutoverHook.OfNames) (connector, target) -> {
                    try (SchemaHistories histories =
                            SchemaHistories.of(lab.kafka().bootstrapServers(), Map.of())) {
                        long records = histories.copy(List.of(name + "-history"), newName + "-history", rename);
                        System.out.println("copied " + records + " records of the history: "
                                + histories.sources(newName + "-history"));
                    }
                    table.insert(5);
                })
                .build();
        return Migrator.create().migrate(plan);
    }

    @Test
    void with_its_history_rewritten_it_reads_on_under_the_new_name() {
        try (NumberedTable table = NumberedTable.create(KIND.database(lab), name)) {
            run(table);

            MigrationReport report = move(table, HistoryRename.server(name, newName));

            assertThat(report.succeeded()).as("%s", report).isTrue();
            await().atMost(DEADLINE).until(() -> rows(newName) >= 5);
            table.insert(5);
            await().atMost(DEADLINE).until(() -> rows(newName) >= 10);
            assertThat(rows(newName)).isEqualTo(10);
            assertThat(rows(name)).isEqualTo(5);
            System.out.println(report);
        }
    }

    @Test
    void with_a_history_of_the_old_name_it_does_not_know_its_table() {
        try (NumberedTable table = NumberedTable.create(KIND.database(lab), name)) {
            run(table);

            MigrationReport report = move(table, HistoryRename.nothing());

            System.out.println(report);
            await().atMost(DEADLINE)
                    .until(() -> cluster.status(newName).tasks().stream()
                            .anyMatch(task -> task.state() == ConnectorState.FAILED));
            assertThat(cluster.status(newName).tasks())
                    .extracting(TaskStatus::trace)
                    .allMatch(trace -> String.valueOf(trace).contains("schema"));
            assertThat(rows(newName)).isZero();
        }
    }

    private void run(NumberedTable table) {
        table.insert(5);
        cluster.createConnector(name, KIND.config(lab, name).with("name", name));
        await().atMost(DEADLINE).until(() -> rows(name) == 5);
        await().atMost(DEADLINE).until(() -> cluster.listOffsets(name).size() == 1);
    }
}
