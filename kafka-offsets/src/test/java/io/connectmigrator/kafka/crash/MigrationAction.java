package io.connectmigrator.kafka.crash;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.kafka.KafkaJournal;
import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.kafka.KafkaTopics;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.migration.MigratorBuilder;
import io.connectmigrator.migration.PendingTimeout;
import io.connectmigrator.migration.SplitTargets;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out instructions with a migrator of its own, whose writes pass a gate. */
final class MigrationAction implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(3);

    /** The workers are on this machine, and a request that does not pass a gate never reaches them. */
    private static final Duration PENDING = Duration.ofSeconds(5);

    private final List<Runnable> closing = new ArrayList<>();
    private final Instructions instructions;
    private final Gate gate;
    private final Migrator migrator;
    private final MigrationPlan plan;

    MigrationAction(Instructions instructions, Gate gate) {
        this.instructions = instructions;
        this.gate = gate;
        MigratorBuilder builder = Migrator.builder()
                .stopTimeout(TIMEOUT)
                .startTimeout(TIMEOUT)
                .journal(new GatedJournal(journal(instructions.journalBrokers()), gate));
        this.migrator = PendingTimeout.shorten(builder, PENDING).build();
        MigrationPlanBuilder moving = MigrationPlan.builder()
                .from(client(instructions.source(), "source"))
                .to(client(instructions.target(), "target"))
                .rehearsedWrite(RehearsedWrite.WRITE)
                .onCutover(new RecordingHook(instructions.notes(), gate));
        select(moving);
        if (!instructions.bridged().isEmpty()) {
            moving.across(KafkaBridge.byTimestamp(
                            topics(instructions.bridged().get(0)),
                            topics(instructions.bridged().get(1)))
                    .build());
        }
        this.plan = moving.build();
    }

    private void select(MigrationPlanBuilder moving) {
        List<String> connectors = instructions.connectors();
        List<String> renamed = instructions.renamed();
        if (connectors.size() > 1) {
            moving.merge(renamed.get(0), connectors.toArray(String[]::new))
                    .mergedConfig((name, configs) -> SharedPartitions.merged(configs));
        } else if (renamed.size() > 1) {
            moving.split(connectors.get(0), this::divide);
        } else {
            moving.connectors(connectors.get(0)).rename(name -> renamed.get(0));
        }
    }

    private void divide(SplitTargets parts) {
        List<String> renamed = instructions.renamed();
        for (int i = 0; i < renamed.size(); i++) {
            int index = i;
            parts.into(renamed.get(i), SharedPartitions.takenBy(i), config -> SharedPartitions.part(config, index));
        }
    }

    /** Makes the call, which may have been made before. */
    MigrationReport run() {
        return switch (instructions.call()) {
            case MIGRATE -> migrator.migrate(plan);
            case ROLL_BACK -> migrator.rollback(plan);
            case REHEARSE -> migrator.rehearse(plan);
        };
    }

    private Journal journal(String brokers) {
        if (brokers.isEmpty()) {
            return Journal.directory(instructions.journal());
        }
        KafkaJournal journal = KafkaJournal.builder(brokers)
                .topic("migrations")
                .takeOverAfter(TAKE_OVER_AFTER)
                .build();
        closing.add(journal::close);
        return journal;
    }

    private ConnectClient client(Instructions.Site site, String role) {
        ConnectClientBuilder client = ConnectClient.builder(site.url()).name(site.name());
        if (!site.brokers().isEmpty()) {
            client.offsetTransport(new GatedOffsets(offsets(site), role, gate));
        }
        return client.build();
    }

    private KafkaTopics topics(String brokers) {
        KafkaTopics topics = KafkaTopics.builder(brokers).build();
        closing.add(topics::close);
        return topics;
    }

    private KafkaOffsets offsets(Instructions.Site site) {
        KafkaOffsets offsets = KafkaOffsets.builder(site.brokers())
                .offsetTopic(site.offsetTopic())
                .statusTopic(site.statusTopic())
                .groupId(site.groupId())
                .build();
        closing.add(offsets::close);
        return offsets;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
