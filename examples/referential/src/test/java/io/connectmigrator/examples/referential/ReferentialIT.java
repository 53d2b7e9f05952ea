package io.connectmigrator.examples.referential;

import static io.connectmigrator.examples.referential.Service.DEADLINE;
import static io.connectmigrator.examples.referential.Service.ask;
import static io.connectmigrator.examples.referential.Service.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.HeldPolls;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two replicas on one store, asked over HTTP. The second creates again whatever is missing on a worker, as older services of
 * this kind do.
 */
@ExtendWith(SharedLaboratory.class)
class ReferentialIT {

    private static Service service;
    private static Replica first;
    private static Replica second;

    @BeforeAll
    static void start(Laboratory lab) {
        service = new Service(lab);
        first = service.replica();
        second = service.replica("referential.recreate-missing", "true");
    }

    @AfterAll
    static void end() {
        first.close();
        second.close();
    }

    @Test
    void a_connector_moves_while_its_events_are_watched_and_is_confirmed() {
        String connector = service.running(first);
        assertThat(first.post(connector, "/migrate?to=europe&dryrun=true").body())
                .contains("\"passed\":true");
        assertThat(service.europe().findConnector(connector)).isEmpty();

        ask(first, connector, "/migrate?to=europe");
        ask(first, connector, "/migrate?to=europe");
        // Either replica may be the first to find in the store that it is to be moved.
        assertThat(List.of(first, second)).anySatisfy(replica -> {
            try (Stream<String> events = replica.events(connector)) {
                assertThat(events.toList())
                        .filteredOn(line -> line.startsWith("event:"))
                        .contains("event: RunStarted", "event: StepEnded", "event: RunEnded")
                        .endsWith("event: Progress");
            }
        });
        service.awaitDone(second, connector, "MIGRATE", "europe");
        assertThat(service.legacy().status(connector).state()).isEqualTo(ConnectorState.STOPPED);

        ask(second, connector, "/migrate-confirm");
        service.awaitDone(first, connector, "CONFIRM", "europe");
        assertThat(service.legacy().findConnector(connector)).isEmpty();
        service.forget(connector);
    }

    @Test
    void what_a_team_still_has_in_git_does_not_bring_back_the_source() {
        String connector = service.running(first);
        String old = yaml("legacy", connector);
        assertThat(first.apply(connector, yaml("europe", connector)).body()).contains("To move it, call migrate");
        ask(first, connector, "/migrate?to=europe");
        service.awaitDone(first, connector, "MIGRATE", "europe");

        assertThat(second.apply(connector, old).statusCode()).isEqualTo(409);
        assertThat(second.delete(connector).body()).contains("migrate-confirm or migrate-rollback first");
        ask(first, connector, "/migrate-confirm");
        service.awaitDone(first, connector, "CONFIRM", "europe");

        assertThat(first.apply(connector, old).body()).contains("it was migrated");
        assertThat(first.apply(connector, yaml("europe", connector)).statusCode())
                .isEqualTo(200);
        assertThat(second.get(connector, "").body()).contains("\"phase\":\"DEPLOYED\"");
        service.europe().deleteConnector(connector);
        await().atMost(DEADLINE)
                .until(() -> service.europe().findConnector(connector).isPresent());
        assertThat(service.legacy().findConnector(connector)).isEmpty();
        service.forget(connector);
    }

    @Test
    void a_connector_is_brought_back() {
        String connector = service.running(first);
        ask(first, connector, "/migrate?to=europe");
        service.awaitDone(second, connector, "MIGRATE", "europe");

        ask(second, connector, "/migrate-rollback");

        service.awaitDone(first, connector, "ROLLBACK", "legacy");
        assertThat(service.europe().findConnector(connector)).isEmpty();
        assertThat(first.post(connector, "/migrate-confirm").statusCode()).isEqualTo(409);
        service.forget(connector);
    }

    @Test
    void nothing_else_is_done_to_a_connector_while_it_moves_not_even_by_another_replica() {
        HeldPolls polls = service.heldPolls();
        String connector = service.running(first, HeldPolls.SETTING, polls.file());
        polls.hold();
        ask(first, connector, "/migrate?to=europe");

        for (Replica replica : new Replica[] {first, second}) {
            assertThat(replica.apply(connector, yaml("legacy", connector, "tasks.max", "1"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(replica.delete(connector).body()).contains("is moving");
            assertThat(replica.post(connector, "/change-state?action=resume").statusCode())
                    .isEqualTo(409);
            ask(replica, connector, "/migrate?to=europe");
            assertThat(replica.get(connector, "/migrate").body()).contains("\"state\":\"UNDER_WAY\"");
        }
        polls.release();
        service.awaitDone(first, connector, "MIGRATE", "europe");
        service.forget(connector);
    }

    @Test
    void a_client_that_disconnects_changes_nothing() {
        HeldPolls polls = service.heldPolls();
        String connector = service.running(first, HeldPolls.SETTING, polls.file());
        polls.hold();
        ask(first, connector, "/migrate?to=europe");

        // It reads the events up to here, and no further.
        service.awaitEnd("prepare", connector, first, second);
        polls.release();

        service.awaitDone(first, connector, "MIGRATE", "europe");
        service.forget(connector);
    }

    @Test
    void another_replica_tells_how_it_goes_too() {
        HeldPolls polls = service.heldPolls();
        String connector = service.running(first, HeldPolls.SETTING, polls.file());
        polls.hold();
        ask(first, connector, "/migrate?to=europe");

        try (Stream<String> events = second.events(connector)) {
            Iterator<String> lines = events.iterator();
            awaitLine(lines, "UNDER_WAY");
            polls.release();
            awaitLine(lines, "DONE");
        }
        service.awaitDone(second, connector, "MIGRATE", "europe");
        service.forget(connector);
    }

    @Test
    void what_is_not_allowed_is_refused() {
        String connector = service.running(first);

        assertThat(first.post(connector, "/migrate?to=asia").body()).contains("mfg may use [legacy, europe], not asia");
        assertThat(first.post(connector, "/migrate?to=legacy").body()).contains("it is there");
        assertThat(first.post(connector, "/migrate-rollback").body()).contains("it was never moved");
        assertThat(first.post("sales.orders", "/migrate?to=europe").statusCode())
                .isEqualTo(422);
        assertThat(first.get("mfg.unknown", "/migrate").statusCode()).isEqualTo(404);
        service.forget(connector);
    }

    /** What the replica itself has tried, and was told that the other one is at work, may come first. */
    private static void awaitLine(Iterator<String> lines, String part) {
        while (!lines.next().contains(part)) {
            // the stream ends, and the test fails, if it never comes
        }
    }
}
