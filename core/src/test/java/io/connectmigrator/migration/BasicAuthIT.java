package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Declared;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers with Connect's own REST extension for basic authentication. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BasicAuthIT {

    private static final String PACKAGE = "org.apache.kafka.connect.rest.basic.auth.extension.";
    private static final String WRONG = "not-the-password";

    private final Laboratory lab;
    private final ConnectClient target;
    private final ConnectCluster guarded;

    @TempDir
    private Path folder;

    BasicAuthIT(Laboratory lab) throws IOException {
        this.lab = lab;
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        this.guarded = startGuarded(lab);
    }

    private static ConnectCluster startGuarded(Laboratory lab) throws IOException {
        Path users = Files.writeString(lab.file("guarded-users.properties"), "platform=let-me-in\n");
        Path login = Files.writeString(
                lab.file("guarded-login.conf"),
                "KafkaConnect { " + PACKAGE + "PropertyFileLoginModule required file=\"" + users + "\"; };\n");
        return lab.connect("guarded")
                .version(KafkaVersion.V4_3)
                .artifact("connect-basic-auth-extension")
                .jvmOption("-Djava.security.auth.login.config=" + login)
                .with("rest.extension.classes", PACKAGE + "BasicAuthSecurityRestExtension")
                .start();
    }

    @AfterAll
    void killGuarded() {
        guarded.kill();
    }

    private ConnectClient guarded(String password) {
        return ConnectClient.builder(guarded.url())
                .name("guarded")
                .basicAuth("platform", password)
                .build();
    }

    private Migrator migrator() {
        return Migrator.builder()
                .journal(Journal.directory(folder.resolve("journal")))
                .build();
    }

    @Test
    void a_connector_leaves_such_workers_and_comes_back() {
        try (TestedConnector connector = new TestedConnector(lab, guarded("let-me-in"), target)) {
            connector.running();
            connector.awaitRecords(100);
            MigrationPlan plan = connector.plan();

            assertThat(migrator().migrate(plan)).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            assertThat(migrator().rollback(plan)).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void the_card_says_on_which_side_credentials_are_asked_for() {
        try (TestedConnector connector = new TestedConnector(lab, guarded("let-me-in"), target)) {
            connector.running();

            Readiness card = migrator()
                    .readiness(Declared.everything(connector.planning()).build());
            ItemScore rest = card.shapes().get(0).item(ReadinessItem.REST_ACCESS);

            assertThat(guarded("let-me-in").asksForCredentials()).isTrue();
            assertThat(target.asksForCredentials()).isFalse();
            assertThat(rest.evidence().stream().map(Evidence::toString).collect(Collectors.joining("; ")))
                    .contains("on guarded: answers at 1 URL(s), not over HTTPS, only with credentials")
                    .contains(
                            "on " + target.name() + ": answers at 1 URL(s), not over HTTPS, also without credentials");
        }
    }

    @Test
    void a_wrong_password_is_a_finding_without_the_password() {
        try (TestedConnector connector = new TestedConnector(lab, guarded("let-me-in"), target)) {
            connector.running();
            MigrationPlan plan = MigrationPlan.builder()
                    .from(guarded(WRONG))
                    .to(target)
                    .connectors(connector.name())
                    .build();

            MigrationCheck check = migrator().check(plan);
            Readiness card = migrator().readiness(plan);

            assertThat(check.passed()).isFalse();
            assertThat(check.problems()).extracting(Problem::message).anyMatch(message -> message.contains("401"));
            assertThat(check.toString() + card + card.toJson()).doesNotContain(WRONG);
            assertThat(card.stops()).isNotEmpty();
        }
    }
}
