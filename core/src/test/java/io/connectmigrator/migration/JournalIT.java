package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import io.connectmigrator.migration.MigrationOutcome.RolledBack;
import io.connectmigrator.migration.MigrationOutcome.Undone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each call is made on a migrator of its own, as by another process; what they have in common is the journal. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalIT {

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    @TempDir
    private Path directory;

    JournalIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3_1);
        this.target = lab.cluster("target", KafkaVersion.V3_9_1);
    }

    @Test
    void what_was_moved_is_known_to_others_until_it_is_confirmed() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            assertThat(migrator().open()).isEmpty();
            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);

            assertThat(migrator().open()).singleElement().satisfies(open -> {
                assertThat(open.connector()).isEqualTo(connector.name());
                assertThat(open.to()).isEqualTo(connector.target().name());
                assertThat(open.stage()).isEqualTo(OpenMigration.Stage.MOVED);
                assertThat(open.completed()).isEqualTo(MigrationStep.PROVE);
                assertThat(open.by().name())
                        .endsWith("process " + ProcessHandle.current().pid());
            });
            MigrationCheck check = migrator().check(plan);
            assertThat(check.connectors().get(0).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ALREADY_BEGUN);
            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);

            assertThat(outcome(migrator().confirm(plan))).isEqualTo(new Confirmed());
            assertThat(outcome(migrator().confirm(plan))).isEqualTo(new Confirmed());
            assertThat(outcome(migrator().migrate(plan))).isEqualTo(new Confirmed());
            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new Refused());
            assertThat(migrator().open()).isEmpty();
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }

    @Test
    void what_was_moved_is_brought_back_by_another_and_can_set_out_again() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            migrator().migrate(plan);
            connector.awaitMoreRecords();

            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new RolledBack());
            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new RolledBack());
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();

            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_connector_that_was_confirmed_and_created_again_is_a_new_one() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            migrator().migrate(plan);
            migrator().confirm(plan);
            connector.target().deleteConnector(connector.name());
            connector.source().createConnector(connector.name(), connector.config());

            MigrationReport report = migrator()
                    .migrate(connector
                            .planning()
                            .existingOffsets(ExistingOffsets.REPLACE)
                            .build());

            assertThat(outcome(report)).isInstanceOf(Moved.class);
        }
    }

    @Test
    void another_plan_for_what_was_moved_is_refused_with_what_differs() {
        try (TestedConnector connector = running()) {
            migrator().migrate(connector.plan());
            MigrationPlan other =
                    connector.planning().rename(name -> name + "-eu").build();

            for (MigrationReport report : new MigrationReport[] {
                migrator().migrate(other),
                migrator().rollback(other),
                migrator().confirm(other)
            }) {
                assertThat(outcome(report)).isEqualTo(new Refused());
                assertThat(report.problems())
                        .extracting(Problem::message)
                        .anyMatch(text -> text.endsWith("the name on the target was " + connector.name()
                                + " and is now " + connector.name() + "-eu"));
            }
            connector.assertTarget(ConnectorState.RUNNING);
            connector.assertSource(ConnectorState.STOPPED);
        }
    }

    @Test
    void who_went_back_without_being_able_to_note_it_can_set_out_again() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            assertThat(outcome(cutOffOnce(journey -> journey.there().targetResumed())
                            .migrate(plan)))
                    .isEqualTo(new Undone(MigrationStep.RESUME));

            assertThat(outcome(migrator().migrate(plan))).isInstanceOf(Moved.class);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void who_went_back_without_being_able_to_note_it_has_nothing_to_roll_back() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            cutOffOnce(journey -> journey.there().targetResumed()).migrate(plan);

            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new RolledBack());
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_rollback_that_was_taken_back_without_being_able_to_note_it_can_be_made_again() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector.plan();
            migrator().migrate(plan);
            connector.awaitMoreRecords();
            Migrator cutOff = cutOffOnce(
                    journey -> journey.back() != null && journey.back().targetResumed());
            assertThat(outcome(cutOff.rollback(plan))).isEqualTo(new Undone(MigrationStep.RESUME));
            connector.awaitMoreRecords();

            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new Undone(MigrationStep.PREPARE));
            assertThat(outcome(migrator().rollback(plan))).isEqualTo(new RolledBack());
            connector.assertSource(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    /** {@return a migrator whose journal takes that word, says that it has not, and takes no other after it} */
    private Migrator cutOffOnce(Predicate<Journey> lastWord) {
        Journal journal = Journal.directory(directory);
        AtomicBoolean cutOff = new AtomicBoolean();
        Journal tillThen = new Journal() {
            @Override
            public Optional<JournalEntry> load(String id) {
                return journal.load(id);
            }

            @Override
            public void save(JournalEntry entry) {
                if (!cutOff.get()) {
                    journal.save(entry);
                }
                if (cutOff.get() || lastWord.test(JournalFormat.read(entry).journey())) {
                    cutOff.set(true);
                    throw new JournalException("the journal did not answer", "Try again", null);
                }
            }

            @Override
            public List<JournalEntry> open() {
                return journal.open();
            }
        };
        return Migrator.builder().journal(tillThen).build();
    }

    private Migrator migrator() {
        return Migrator.builder()
                .journal(Journal.directory(directory))
                .pendingTimeout(Duration.ofSeconds(2))
                .build();
    }

    private TestedConnector running() {
        return TestedConnector.between(lab, source, target).running();
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
