package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moves of a case with connectors of one kind between two clusters, and how many records were missing or doubled. */
public final class CountedMove implements AutoCloseable {

    private final Laboratory lab;
    private final ConnectorKind kind;
    private final ConnectClient source;
    private final ConnectClient target;
    private final Migrator migrator = Migrator.create();
    private final List<MovingConnector> connectors = new ArrayList<>();
    private final List<ConnectorReport> reports = new ArrayList<>();
    private final DoubledRecords doubled = new DoubledRecords();

    /** Takes the kind, and the clusters that connectors are to move between. */
    public CountedMove(Laboratory lab, ConnectorKind kind, ConnectClient source, ConnectClient target) {
        this.lab = lab;
        this.kind = kind;
        this.source = source;
        this.target = target;
    }

    /** {@return a new connector with at least that many records to copy, not yet created} */
    MovingConnector connector(int records) {
        MovingConnector connector = kind.connector(lab, source, target);
        connectors.add(connector);
        connector.write(records);
        return connector;
    }

    /** {@return a new connector with a table of this many rows, not yet created} */
    TableConnector table(int rows) {
        return (TableConnector) connector(rows);
    }

    /** {@return a new connector that can be divided, with at least that many records to copy, not yet created} */
    DivisibleConnector divisible(int records) {
        return (DivisibleConnector) connector(records);
    }

    /** {@return a plan to move all connectors at once} */
    MigrationPlan all() {
        return MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectors(connectors.stream().map(MovingConnector::name).toArray(String[]::new))
                .build();
    }

    /** {@return the cluster that connectors are on first} */
    ConnectClient source() {
        return source;
    }

    void migrate(MigrationPlan plan) {
        move(() -> migrator.migrate(plan));
    }

    void rollback(MigrationPlan plan) {
        move(() -> migrator.rollback(plan));
    }

    void confirm(MigrationPlan plan) {
        assertThat(migrator.confirm(plan)).matches(MigrationReport::succeeded);
    }

    /** A busy machine may take too long to stop a task: what that doubles is judged before the next move, which has its own report. */
    private void move(Supplier<MigrationReport> call) {
        judgeDoubled();
        MigrationReport report = call.get();
        assertThat(report).matches(MigrationReport::succeeded);
        assertThat(report.problems())
                .filteredOn(problem -> problem.rule() == null && problem.code() != ProblemCode.STOP_TOOK_LONG)
                .isEmpty();
        reports.addAll(report.connectors());
        doubled.afterMove(connectors.stream()
                .map(MovingConnector::name)
                .filter(name -> report.connectors().stream()
                        .anyMatch(each -> isOf(name, each.connector()) && wasStoppedSlowly(each)))
                .collect(Collectors.toSet()));
    }

    /** A member has the name of the connector with something behind it. */
    private static boolean isOf(String connector, String reported) {
        return reported.equals(connector) || reported.startsWith(connector + "_");
    }

    private static boolean wasStoppedSlowly(ConnectorReport report) {
        return report.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.STOP_TOOK_LONG);
    }

    private void judgeDoubled() {
        connectors.forEach(connector -> doubled.judge(connector.name(), connector.tally()));
    }

    /**
     * No record is written any more, and of each there is one copy, or more if the report of the move that has doubled it says that workers may
     * have given up on a task.
     */
    public void assertExactlyOnce() {
        connectors.forEach(MovingConnector::assertNoneMissing);
        judgeDoubled();
        assertThat(connectors)
                .filteredOn(
                        connector -> connector.keepsOrder() && connector.tally().doubled() == 0)
                .allMatch(connector -> connector.tally().outOfOrder() == 0);
    }

    /** {@return a row of a table: how many copies, missing, doubled; downtimes; transports} */
    @Override
    public String toString() {
        List<SequenceTally> tallies =
                connectors.stream().map(MovingConnector::tally).toList();
        return Stream.of(
                        tallies.stream().mapToLong(SequenceTally::records).sum(),
                        tallies.stream().mapToLong(SequenceTally::missing).sum(),
                        doubled(tallies),
                        reports.stream()
                                .map(ConnectorReport::downtime)
                                .filter(Objects::nonNull)
                                .map(Duration::toMillis)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", "", " ms")),
                        transports())
                .map(String::valueOf)
                .collect(Collectors.joining(" | "));
    }

    private String doubled(List<SequenceTally> tallies) {
        String count = "" + tallies.stream().mapToLong(SequenceTally::doubled).sum();
        return reports.stream().anyMatch(CountedMove::wasStoppedSlowly)
                ? count + " (" + ProblemCode.STOP_TOOK_LONG + ")"
                : count;
    }

    private String transports() {
        return reports.stream()
                .map(report -> via(report.readWith()) + " to " + via(report.writtenWith()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String via(@Nullable TransportChoice choice) {
        return choice == null ? "-" : choice.via().toString();
    }

    @Override
    public void close() {
        connectors.forEach(MovingConnector::close);
    }
}
