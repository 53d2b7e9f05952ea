package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.report.MigrationReport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two processes make the same call with one journal: one works, the other is refused with the name of the first. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesIT {

    private static final int NEVER = Integer.MAX_VALUE;

    private final Laboratory lab;

    TwoProcessesIT(Laboratory lab) {
        this.lab = lab;
    }

    /** {@code DirectoryLockTest} in core has two processes with a journal in a directory, so without {@code every.point} there is only the other. */
    private Stream<Named<UnaryOperator<Instructions>>> journals() {
        return Stream.<Named<UnaryOperator<Instructions>>>of(
                        Named.of("in Kafka", instructions -> instructions.withJournalIn(lab.kafka())),
                        Named.of("in a directory", UnaryOperator.identity()))
                .limit(Boolean.getBoolean("every.point") ? 2 : 1);
    }

    @ParameterizedTest(name = "with a journal {0}")
    @MethodSource("journals")
    void the_second_one_is_refused(UnaryOperator<Instructions> journal) throws Exception {
        try (Attempt attempt = new Attempt(lab, Scenario.SOURCE_OVER_REST, new Points(NEVER))) {
            Instructions instructions = journal.apply(attempt.instructions());
            attempt.begin();
            Checkpoint checkpoint = new Checkpoint(
                    "before PUT /connectors/" + instructions.connectors().get(0) + "/stop (source)", 1);
            attempt.passThrough(checkpoint);
            Child first = Child.launch(lab.file("first-of-two.log"));
            try (MigrationAction second = new MigrationAction(instructions, Gate.OPEN)) {
                CompletableFuture<Optional<String>> output = inBackground(first, instructions, attempt);
                checkpoint.awaitMigration();

                assertThatThrownBy(second::run)
                        .isInstanceOfSatisfying(
                                ClaimedException.class,
                                e -> assertThat(e.owner())
                                        .hasValueSatisfying(owner -> assertThat(owner.name())
                                                .contains("process " + first.pid() + ", run ")));

                checkpoint.open();
                assertThat(output.get(1, TimeUnit.MINUTES)).hasValueSatisfying(TwoProcessesIT::assertSucceeded);
                assertThat(second.run()).matches(MigrationReport::succeeded);
                attempt.assertReached();
            } finally {
                first.kill();
            }
        }
    }

    /** A suspended process, as on a sleeping machine: it does nothing and does not notice that time passes. */
    @Test
    void a_process_that_was_suspended_for_too_long_is_fenced_by_kafka_when_it_goes_on() throws Exception {
        try (Attempt attempt = new Attempt(lab, Scenario.SOURCE_OVER_REST, new Points(NEVER))) {
            Instructions instructions = attempt.instructions().withJournalIn(lab.kafka());
            attempt.begin();
            Checkpoint checkpoint = new Checkpoint("before a write to the journal", 2);
            Child suspended = Child.launch(lab.file("suspended.log"));
            try (MigrationAction second = new MigrationAction(instructions, Gate.OPEN)) {
                CompletableFuture<Optional<String>> output = CompletableFuture.supplyAsync(
                        () -> suspended.run(instructions, checkpoint), new ThreadPerTask());
                checkpoint.awaitMigration();
                suspended.suspend();

                assertThat(second.run()).matches(MigrationReport::succeeded);

                suspended.wake();
                checkpoint.open();
                assertThat(output.get(1, TimeUnit.MINUTES))
                        .hasValueSatisfying(answer -> assertThat(answer)
                                .startsWith(MigratingJvm.FAILED)
                                .contains("CLAIMED_BY_ANOTHER"));
                attempt.assertReached();
            } finally {
                suspended.kill();
            }
        }
    }

    @Test
    void a_disk_that_fills_up_on_the_way_sends_the_migration_back() throws Exception {
        try (Attempt attempt = new Attempt(lab, Scenario.SOURCE_OVER_REST, new Points(NEVER))) {
            attempt.begin();
            Child limited = Child.launchWithLittleSpace(lab.file("limited.log"), 1);
            try {
                assertThat(limited.run(attempt.instructions(), Gate.OPEN))
                        .hasValueSatisfying(answer -> assertThat(answer)
                                .startsWith(MigratingJvm.FAILED)
                                .contains("\"outcome\":\"UNDONE\"", "JOURNAL_FAILED"));
                attempt.assertUndone();
            } finally {
                limited.kill();
            }
            try (MigrationAction again = new MigrationAction(attempt.instructions(), Gate.OPEN)) {
                assertThat(again.run()).matches(MigrationReport::succeeded);
            }
            attempt.assertReached();
        }
    }

    private static CompletableFuture<Optional<String>> inBackground(
            Child child, Instructions instructions, Attempt attempt) {
        return CompletableFuture.supplyAsync(() -> child.run(instructions, attempt::passes), new ThreadPerTask());
    }

    private static void assertSucceeded(String answer) {
        assertThat(answer).startsWith(MigratingJvm.SUCCEEDED);
    }
}
