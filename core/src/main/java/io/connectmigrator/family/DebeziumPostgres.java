package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.sourceHas;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Keeps a place in the log of PostgreSQL; the replication slot in the database keeps the log from there on. */
final class DebeziumPostgres extends Debezium {

    private static final Duration SLOT_RETRY = Duration.ofSeconds(10);

    DebeziumPostgres() {
        super(
                "Debezium PostgreSQL",
                "io.debezium.connector.postgresql.PostgresConnector",
                List.of(
                        Rule.error(
                                ProblemCode.STATE_LOST,
                                sourceHas("slot.drop.on.stop", "false", "true"),
                                "has slot.drop.on.stop=true: its replication slot is dropped when it stops, and what is"
                                        + " written from then on is lost",
                                "Set slot.drop.on.stop to false on the source, let it run once with that, and then move it"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                changes("slot.name", "debezium"),
                                "gets another slot.name: a new replication slot begins where the log is then, and what was"
                                        + " written before is lost",
                                "Leave slot.name as it is; the slot is free once the source has stopped"),
                        Rule.error(
                                ProblemCode.STATE_IN_USE,
                                Conditions.anotherHasTheSame("slot.name", "database.hostname", "database.dbname"),
                                "has the slot.name of another connector of the target cluster; a slot serves one connector",
                                "Remove the other connector, or give it a slot of its own"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes("publication.name", "dbz_publication"),
                                "gets another publication.name: what that publication does not have is not read",
                                "Make sure that the publication is there and has the same tables")));
    }

    @Override
    public OptionalInt compare(Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        return Order.byNumbers(first, second, "lsn");
    }

    /** A slot that another client still holds is tried again after this time, while the task runs. */
    @Override
    public Duration settlingTime(ConnectorConfig config) {
        return Settings.millis(config, "slot.retry.delay.ms", SLOT_RETRY);
    }
}
