package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.*;
import io.connectmigrator.event.*;
import io.connectmigrator.journal.*;
import io.connectmigrator.kafka.*;
import io.connectmigrator.migration.*;
import io.connectmigrator.offset.*;
import io.connectmigrator.plan.*;
import io.connectmigrator.report.*;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The code that users are to be able to write, as it stands in the design: that it compiles is most of the test. */
class CallSitesTest {

    // spotless:off

    private final String password = "secret";

    // one Connect cluster
    private final ConnectClient legacy = ConnectClient.builder("http://connect:8083").name("legacy").basicAuth("platform", password).build();
    private final ConnectClient europe = ConnectClient.of("http://connect-eu:8083");

    // workers too old for REST offsets, or keys that REST would damage: the offset topic itself, byte for byte
    private final ConnectClient old = ConnectClient.builder("http://connect-2:8083")
            .offsetTransport(KafkaOffsets.builder("broker:9092").offsetTopic("connect-offsets").build())
            .build();

    // a fleet, with what changes on the way
    private final MigrationPlan fleet = MigrationPlan.builder()
            .from(legacy)
            .to(europe)
            .connectors("mfg.orders", "mfg.parts")
            .rename(name -> name.substring("mfg.".length()))
            .config((name, config) -> config.with("tasks.max", "4"))
            .build();

    private final ConnectClient americas = ConnectClient.of("http://connect-am:8083");
    private final ConnectClient asia = ConnectClient.of("http://connect-as:8083");

    // a fleet, split by region, with what changes on the way
    private final MigrationPlan split = MigrationPlan.builder()
            .from(legacy)
            .connectorsMatching(c -> c.name().startsWith("mfg."))
            .route(c -> switch (c.config().getOrDefault("plant.zone", "")) { case "EU" -> europe; case "AM" -> americas; default -> asia; })
            .rename(name -> name.substring("mfg.".length()))
            .config((name, config) -> config.with("tasks.max", "4"))
            .build();

    // the same in order, and with what is different for single connectors
    private final Map<String, ConnectorConfig> store = Map.of();
    private final MigrationPlan inWaves = MigrationPlan.builder()
            .from(legacy)
            .to(europe)
            .connectorsMatching(c -> c.type() == ConnectorType.SOURCE)
            .configFrom(store::get)
            .config((name, config) -> config.without("password").rewriting("\\.internal\\b", ".eu"))
            .attribute("by", "ada")
            .override("mfg.orders", orders -> orders.to(asia).targetName("orders-2").attribute("team", "retail"))
            .wave("mfg.orders", "mfg.parts")
            .wave(c -> c.name().startsWith("mfg."))
            .waitsFor("mfg.checkpoint", "mfg.mirror")
            .stopAfterFailures(3)
            .stopAfterFailedShare(0.1)
            .gate((wave, reports) -> CompletableFuture.completedFuture(reports.stream().allMatch(report -> report.problems().isEmpty())))
            .build();

    // run again after a crash: it goes on where it stopped
    private final Migrator migrator = Migrator.builder()
            .journal(Journal.directory(Path.of("target", "migrations")))
            .downtimeBudget(Duration.ofSeconds(30))
            .concurrency(8)
            .listener(event -> System.out.println(event))
            .listener(ConsoleListener.create())
            .build();
    private final KafkaJournal inKafka = KafkaJournal.builder("broker:9092").topic("connect-migrations").build();

    private final ConnectClient gentle = ConnectClient.builder("http://connect:8083").requestsPerSecond(20).build();

    // spotless:on

    @Test
    void a_journal_is_opened_when_it_is_first_used() {
        assertThat(migrator.unfinished()).isEmpty();
        assertThat(inKafka).hasToString("the journal in topic connect-migrations at broker:9092");
    }

    @Test
    void clients_and_plans_are_made_without_a_cluster() {
        assertThat(legacy).hasToString("legacy [http://connect:8083]");
        assertThat(europe).hasToString("http://connect-eu:8083");
        assertThat(old.offsetTransport()).hasToString("topic connect-offsets");
        assertThat(fleet).hasToString("2 connectors from legacy to http://connect-eu:8083: mfg.orders, mfg.parts");
        assertThat(split).hasToString("all connectors that match from legacy to where each is routed");
        assertThat(inWaves).hasToString("all connectors that match from legacy to http://connect-eu:8083");
    }

    @Test
    void nothing_that_is_printed_shows_the_password() {
        assertThat(legacy + " " + fleet + " " + split).doesNotContain(password);
    }

    // spotless:off

    // offsets of one connector: list, alter, reset
    void offsets() {
        OffsetSnapshot before = legacy.listOffsets("orders");
        before.writeJson(Path.of("orders.json"));
        europe.alterOffsets("orders", OffsetSnapshot.readJson(Path.of("orders.json")));
        europe.resetOffsets("orders");
        boolean same = before.diff(europe.listOffsets("orders")).isEmpty();
        System.out.println(same);
    }

    // one connector, blocking
    void oneConnector() {
        MigrationPlan plan = MigrationPlan.builder().from(legacy).to(europe).connectors("orders").build();
        MigrationReport report = Migrator.create().migrate(plan);
        System.out.println(report.succeeded());
        System.out.println(report);
    }

    void aFleet() {
        MigrationCheck check = migrator.check(split);
        MigrationReport result = migrator.migrate(split);
        System.out.println(check.passed() && result.succeeded());
        migrator.confirm(split);
        migrator.rollback(split);
    }

    // the same without blocking
    void withoutBlocking() {
        MigrationRun run = migrator.start(split);
        Flow.Publisher<MigrationEvent> events = run.events();
        CompletableFuture<MigrationReport> completion = run.completion();
        run.cancel();
        System.out.println(run.id() + events + completion + gentle.requestCounts().requests());
    }

    // spotless:on
}
