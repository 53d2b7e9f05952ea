package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.report.MigrationReport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two processes make the same call with one journal: one works, the other is told who does and since when. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesIT {

    private static final int NEVER = Integer.MAX_VALUE;

    private final Laboratory lab;

    TwoProcessesIT(Laboratory lab) {
        this.lab = lab;
    }

    /** {@code DirectoryLockTest} in core has two processes with a journal in a directory, so the default run has only the other. */
    private Stream<Named<UnaryOperator<Orders>>> journals() {
        return Stream.<Named<UnaryOperator<Orders>>>of(
                        Named.of("in Kafka", orders -> orders.withJournalIn(lab.kafka())),
                        Named.of("in a directory", UnaryOperator.identity()))
                .limit(Boolean.getBoolean("every.point") ? 2 : 1);
    }

    @ParameterizedTest(name = "with a journal {0}")
    @MethodSource("journals")
    void the_second_one_is_turned_away(UnaryOperator<Orders> journal) throws Exception {
        try (Trial trial = new Trial(lab, Scenario.SOURCE_OVER_REST, new Points(NEVER))) {
            Orders orders = journal.apply(trial.orders());
            trial.begin();
            Checkpoint checkpoint =
                    new Checkpoint("before PUT /connectors/" + orders.connector() + "/stop (source)", 1);
            trial.passThrough(checkpoint);
            Child first = Child.launch(lab.file("first-of-two.log"));
            try (Undertaking second = new Undertaking(orders, Gate.OPEN)) {
                CompletableFuture<Optional<String>> said = inBackground(first, orders, trial);
                checkpoint.awaitMigration();

                assertThatThrownBy(second::carryOut)
                        .isInstanceOfSatisfying(
                                ClaimedException.class,
                                e -> assertThat(e.owner())
                                        .hasValueSatisfying(owner -> assertThat(owner.name())
                                                .contains("process " + first.pid() + ", run ")));

                checkpoint.open();
                assertThat(said.get(1, TimeUnit.MINUTES)).hasValueSatisfying(TwoProcessesIT::assertSucceeded);
                assertThat(second.carryOut()).matches(MigrationReport::succeeded);
                trial.assertReached();
            } finally {
                first.kill();
            }
        }
    }

    /** As when a laptop is closed: the process is there, but does nothing and does not know that time passes. */
    @Test
    void who_has_stood_still_for_too_long_is_stopped_by_kafka_when_it_goes_on() throws Exception {
        try (Trial trial = new Trial(lab, Scenario.SOURCE_OVER_REST, new Points(NEVER))) {
            Orders orders = trial.orders().withJournalIn(lab.kafka());
            trial.begin();
            Checkpoint checkpoint = new Checkpoint("before a write to the journal", 2);
            Child sleeper = Child.launch(lab.file("sleeper.log"));
            try (Undertaking second = new Undertaking(orders, Gate.OPEN)) {
                CompletableFuture<Optional<String>> said =
                        CompletableFuture.supplyAsync(() -> sleeper.carryOut(orders, checkpoint));
                checkpoint.awaitMigration();
                sleeper.suspend();

                assertThat(second.carryOut()).matches(MigrationReport::succeeded);

                sleeper.wake();
                checkpoint.open();
                assertThat(said.get(1, TimeUnit.MINUTES))
                        .hasValueSatisfying(answer -> assertThat(answer)
                                .startsWith(MigratingJvm.FAILED)
                                .contains("CLAIMED_BY_ANOTHER"));
                trial.assertReached();
            } finally {
                sleeper.kill();
            }
        }
    }

    @Test
    void a_disk_that_fills_up_on_the_way_sends_the_migration_back() throws Exception {
        try (Trial trial = new Trial(lab, Scenario.SOURCE_OVER_REST, new Points(NEVER))) {
            trial.begin();
            Child cramped = Child.launchWithLittleSpace(lab.file("cramped.log"), 1);
            try {
                assertThat(cramped.carryOut(trial.orders(), Gate.OPEN))
                        .hasValueSatisfying(answer -> assertThat(answer)
                                .startsWith(MigratingJvm.FAILED)
                                .contains("\"outcome\":\"undone\"", "JOURNAL_FAILED"));
                trial.assertUndone();
            } finally {
                cramped.kill();
            }
            try (Undertaking again = new Undertaking(trial.orders(), Gate.OPEN)) {
                assertThat(again.carryOut()).matches(MigrationReport::succeeded);
            }
            trial.assertReached();
        }
    }

    private static CompletableFuture<Optional<String>> inBackground(Child child, Orders orders, Trial trial) {
        return CompletableFuture.supplyAsync(() -> child.carryOut(orders, trial::passes));
    }

    private static void assertSucceeded(String answer) {
        assertThat(answer).startsWith(MigratingJvm.SUCCEEDED);
    }
}
