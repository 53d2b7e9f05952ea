package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.HangingLeader;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that start what they create: a creation that is done late starts a second copy. */
@ExtendWith(SharedLaboratory.class)
class HangingLeaderIT {

    private final Laboratory lab;

    HangingLeaderIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_leader_that_hangs_when_the_target_is_created_never_lets_both_run() {
        try (OpenClients clients = new OpenClients();
                HangingLeader pair = new HangingLeader(lab, KafkaVersion.V3_6)) {
            ConnectClient target = pair.client()
                    .offsetTransport(clients.open(OpenClients.offsets(pair.cluster())))
                    .build();
            try (TestedConnector connector =
                    new TestedConnector(lab, clients.of(lab.cluster("source", KafkaVersion.V4_3)), target).running()) {
                MigrationReport report = Migrator.builder()
                        .downtimeBudget(Duration.ofMinutes(5))
                        .build()
                        .migrate(connector
                                .planning()
                                .onCutover((name, there) -> pair.hang())
                                .build());

                assertThat(report.connectors().get(0).outcome()).isInstanceOfAny(Moved.class, Undone.class);
                connector.awaitMoreRecords();
                connector.assertExactlyOnce();
            }
        }
    }
}
