package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anotherHasTheSame;
import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.changesAlone;
import static io.connectmigrator.family.Conditions.sourceHas;
import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps a position in the log of PostgreSQL; the replication slot in the database retains the log from there on. */
final class DebeziumPostgres extends Debezium {

    private static final String CLASS = "io.debezium.connector.postgresql.PostgresConnector";
    private static final Setting SLOT = Setting.of("slot.name").orDefault("debezium");
    private static final Duration SLOT_RETRY = Duration.ofSeconds(10);

    DebeziumPostgres() {
        super(
                "Debezium PostgreSQL",
                CLASS,
                List.of(
                        Rule.error(
                                        ProblemCode.STATE_LOST,
                                        sourceHas("slot.drop.on.stop", "false", "true"),
                                        "has slot.drop.on.stop=true: its replication slot is dropped when it stops, and what is"
                                                + " written from then on is lost",
                                        "Set slot.drop.on.stop to false on the source first, at a time when nothing is written to"
                                                + " the tables that it captures and all changes have been read: this restarts it,"
                                                + " and drops the slot for the last time")
                                .as(DuplicateRule.D22),
                        Rule.error(
                                        ProblemCode.STATE_LOST,
                                        sourceHas("slot.drop.on.stop", "false", "true")
                                                .negate()
                                                .and(targetGets("slot.drop.on.stop", "false", "true")),
                                        "gets slot.drop.on.stop=true for the target: a rollback stops the target, which drops the"
                                                + " replication slot, and what is written from then on is lost",
                                        "Leave it as it is: config(\"slot.drop.on.stop\", \"false\")")
                                .as(DuplicateRule.D22),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                changesAlone(SLOT),
                                "gets another slot.name: a new replication slot begins where the log is then, and what was"
                                        + " written before is lost",
                                "Leave slot.name as it is; the slot is free once the source has stopped"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                changes(Setting.of("plugin.name").orDefault("decoderbufs")),
                                "gets another plugin.name: a replication slot belongs to the plugin that it was made with",
                                "Leave plugin.name as it is"),
                        Rule.error(
                                ProblemCode.STATE_IN_USE,
                                anotherHasTheSame(
                                        Set.of(CLASS),
                                        SLOT,
                                        Setting.of("database.hostname"),
                                        Setting.of("database.port").orDefault("5432")),
                                "has the slot.name of another connector of the target cluster; a slot serves one connector",
                                "Remove the other connector if it is a leftover; this connector has to keep its slot"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(Setting.of("publication.name").orDefault("dbz_publication")),
                                "gets another publication.name: what that publication does not have is not read",
                                "Make sure that the publication is there and has the same tables")));
    }

    /** The task runs while it waits this long to retry a slot that another client still holds. */
    @Override
    public Duration settlingTime(ConnectorConfig config) {
        return Settings.millis(config, "slot.retry.delay.ms", SLOT_RETRY);
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its replication slot", "its publication");
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(new PostgresLogOrder());
    }

    @Override
    List<Setting> ownSettings() {
        return List.of(SLOT);
    }

    @Override
    Stream<Problem> findings(FamilySplit split) {
        return split.isFork()
                ? Stream.concat(super.findings(split), PostgresFork.problems(name(), split))
                : super.findings(split);
    }
}
