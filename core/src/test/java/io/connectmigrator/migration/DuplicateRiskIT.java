package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.LossyBroker;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Duplicate risks on real workers and brokers: what is found, and that it is so. */
@ExtendWith(SharedLaboratory.class)
class DuplicateRiskIT {

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient target;

    DuplicateRiskIT(Laboratory lab) {
        this.lab = lab;
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    /** Of workers that look alike, without {@code every.pair} the oldest and the newest. */
    static Stream<KafkaVersion> versions() {
        return Boolean.getBoolean("every.pair")
                ? Stream.of(KafkaVersion.V3_4, KafkaVersion.V3_9, KafkaVersion.V4_3)
                : Stream.of(KafkaVersion.V3_4, KafkaVersion.V4_3);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void exactly_once_support_that_only_the_source_has_is_found_and_nothing_is_created(KafkaVersion version) {
        ConnectCluster exactlyOnce = lab.connect("exactly-once-" + version)
                .version(version)
                .with("exactly.once.source.support", "enabled")
                .start();
        ConnectClient source = TestedConnector.client(exactlyOnce);
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running();
            List<String> onSource = source.listConnectors();

            MigrationCheck there = migrator.check(connector.plan());

            assertThat(severities(there, DuplicateRule.D9)).containsExactly(Severity.ERROR);
            assertThat(severities(there, DuplicateRule.D4)).containsExactly(Severity.WARNING);
            assertThat(severities(
                            migrator.check(connector
                                    .planning()
                                    .allow("D9", "the readers drop duplicates")
                                    .build()),
                            DuplicateRule.D9))
                    .containsExactly(Severity.WARNING);
            assertThat(source.listConnectors()).isEqualTo(onSource);
            // Other tests create connectors on the target meanwhile, under names of their own.
            assertThat(target.listConnectors()).doesNotContain(connector.name());
        } finally {
            exactlyOnce.stop();
        }
    }

    @Test
    void a_connector_is_not_moved_from_exactly_once_support_to_none_unless_the_plan_allows_it() {
        ConnectCluster exactlyOnce = lab.connect("exactly-once-only-here")
                .version(KafkaVersion.V4_3)
                .with("exactly.once.source.support", "enabled")
                .start();
        ConnectClient source = TestedConnector.client(exactlyOnce);
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running().awaitOffsets(source);

            MigrationReport refused = migrator.migrate(connector.plan());
            assertThat(errors(refused)).extracting(Problem::rule).containsExactly(DuplicateRule.D9);
            assertUntouched(refused, connector);

            MigrationReport required = migrator.migrate(connector
                    .planning()
                    .allow("D9", "the readers drop duplicates")
                    .config("exactly.once.support", "required")
                    .build());
            assertThat(errors(required)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.CONFIG_INVALID);
                assertThat(problem.message())
                        .contains("exactly.once.support", "does not have exactly-once source support enabled");
            });
            assertUntouched(required, connector);

            MigrationReport allowed = migrator.migrate(connector
                    .planning()
                    .allow("D9", "the readers drop duplicates")
                    .build());
            assertThat(allowed.succeeded()).as("%s", allowed.problems()).isTrue();
            connector.assertSource(ConnectorState.STOPPED);
            connector.awaitMoreRecords();
            connector.assertTarget(ConnectorState.RUNNING);
            connector.assertExactlyOnce();
        } finally {
            exactlyOnce.stop();
        }
    }

    private static List<Problem> errors(MigrationReport report) {
        return report.problems().stream().filter(Problem::isError).toList();
    }

    private static void assertUntouched(MigrationReport report, TestedConnector connector) {
        assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
        connector.assertTargetAsFound();
        connector.assertSource(ConnectorState.RUNNING);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    @Test
    void a_lost_acknowledgement_is_a_duplicate_unless_the_producer_is_idempotent() {
        ConnectClient source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        try (LossyBroker broker = new LossyBroker(lab.kafka());
                TestedConnector plain = new TestedConnector(lab, source, target);
                TestedConnector idempotent = new TestedConnector(lab, source, target)) {
            String address = "producer.override.bootstrap.servers";
            String idempotence = "producer.override.enable.idempotence";

            plain.running(address, broker.bootstrapServers());
            lose(broker, plain, 5);
            assertThat(plain.tally().doubled()).isPositive();
            assertThat(severities(migrator.check(plain.plan()), DuplicateRule.D4))
                    .containsExactly(Severity.WARNING);
            source.deleteConnector(plain.name());

            idempotent.running(address, broker.bootstrapServers(), idempotence, "true");
            lose(broker, idempotent, 5);
            idempotent.assertExactlyOnce();
            assertThat(severities(migrator.check(idempotent.plan()), DuplicateRule.D4))
                    .isEmpty();
        }
    }

    private static void lose(LossyBroker broker, TestedConnector connector, int acknowledgements) {
        int before = broker.lost();
        broker.lose(acknowledgements);
        await().atMost(TestedConnector.DEADLINE).until(() -> broker.lost() == before + acknowledgements);
        connector.awaitMoreRecords();
    }

    private static List<Severity> severities(MigrationCheck check, DuplicateRule rule) {
        return check.problems().stream()
                .filter(problem -> problem.rule() == rule)
                .map(Problem::severity)
                .toList();
    }
}
