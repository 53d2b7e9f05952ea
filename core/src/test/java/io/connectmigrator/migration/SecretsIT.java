package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Secrets in configs, credentials and answers never appear in output. */
@ExtendWith(SharedLaboratory.class)
class SecretsIT {

    private static final String CANARY = "canary7c1f";

    private final Laboratory lab;
    private final ConnectCluster from;
    private final ConnectCluster to;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final List<Object> seen = new ArrayList<>();
    private final List<String> written = new ArrayList<>();

    SecretsIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.to = lab.cluster("target", KafkaVersion.V4_3);
    }

    @BeforeEach
    void listenToEveryLogger() {
        appender.start();
        root.addAppender(appender);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        ours.setLevel(Level.INFO);
    }

    @Test
    void no_log_line_exception_report_journal_or_text_shows_it() {
        try (TestedConnector connector = new TestedConnector(lab, client(from), client(to))) {
            connector.running("password.secret", CANARY, "database.url", "jdbc:x://user:" + CANARY + "@host/db");
            Migrator migrator = Migrator.builder().journal(new SeenJournal()).build();

            MigrationPlan good = connector.planning().build();
            see(good, migrator.check(good), migrator.migrate(good), migrator.rollback(good));
            see(migrator.migrate(planWith(connector, "required.port", CANARY)));
            see(migrator.migrate(planWith(connector, "alter.offsets", CANARY)));
            see(migrator.migrate(planWith(connector, "connector.class", "com.example.Missing")));
            MigrationPlan failing = planWith(connector, "fail", "task-start");
            MigrationReport failed = migrator.migrate(failing);
            assertThat(failed.toString()).contains("secret: <hidden>");
            see(failed, migrator.rollback(failing));
            see(migrator.migrate(good), migrator.confirm(good));
            seeTheClient(connector);
            see(connector.config("password.secret", CANARY));
        }
        root.detachAppender(appender);
        List.copyOf(appender.list).forEach(event -> see(event.getFormattedMessage(), trace(event)));

        assertThat(appender.list).hasSizeGreaterThan(50);
        assertThat(written).hasSizeGreaterThan(20);
        assertThat(written).anyMatch(text -> text.contains("snapshot"));
        seen.addAll(written);
        assertThat(seen).allSatisfy(text -> assertThat(text.toString()).doesNotContain(CANARY));
    }

    /** The client by itself: its values, and the errors of requests that carry the secret. */
    private void seeTheClient(TestedConnector connector) {
        ConnectClient client = connector.target();
        String name = connector.name();
        see(client, client.connector(name), client.config(name), client.status(name), client.tasks(name));
        see(client.describeConnectors());
        ConnectorConfig invalid = connector.config("required.port", CANARY, "password.secret", CANARY);
        ConnectorConfig noClass = ConnectorConfig.empty().with("password.secret", CANARY);
        see(client.plugins().validate("SequenceSource", invalid));
        see(stackTrace(catchThrowable(() -> client.createConnector("secret-1", invalid))));
        see(stackTrace(catchThrowable(() -> client.createConnector("secret-2", noClass))));
        see(stackTrace(catchThrowable(() -> client.putConfig(name, invalid))));
    }

    private static ConnectClient client(ConnectCluster cluster) {
        return ConnectClient.builder(cluster.url())
                .basicAuth("platform", CANARY)
                .header("X-Api-Key", () -> CANARY)
                .build();
    }

    private static MigrationPlan planWith(TestedConnector connector, String key, String value) {
        return connector
                .planning()
                .config((name, config) -> config.with(key, value))
                .build();
    }

    private void see(Object... things) {
        for (Object thing : things) {
            seen.add(thing.toString());
            if (thing instanceof MigrationReport report) {
                seen.add(report.toJson());
                seen.add(report.toMarkdown());
                seen.add(report.toHtml());
                seen.addAll(report.connectors());
                seen.addAll(report.problems());
            }
        }
    }

    private static String stackTrace(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String trace(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    /** A journal that shows all that is ever written to it, and not only what is there in the end. */
    private final class SeenJournal implements Journal {

        private final Journal journal = Journal.inMemory();

        @Override
        public Optional<VersionedEntry> load(String id) {
            return journal.load(id);
        }

        @Override
        public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
            written.add(entry.id() + entry.text());
            return journal.save(entry, expectedVersion);
        }

        @Override
        public Claim claim(Set<String> ids, LockOwner owner) {
            return journal.claim(ids, owner);
        }

        @Override
        public List<JournalEntry> open() {
            return journal.open();
        }
    }
}
