package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a call does after an earlier one was undone while the journal could not be written, so that the journal still says that a
 * connector was about to be resumed.
 */
class UnrecordedUndoTest extends SimulatedClusters {

    /** The sixth write to the journal says that the target is about to be resumed. */
    private static final int TARGET_RESUMED = 6;

    /** The fifth write of a rollback says that the source is about to be resumed. */
    private static final int SOURCE_RESUMED = 5;

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    /** The journal keeps this write and answers with a failure; from the next write on it is gone. */
    private void loseJournalAt(int write) {
        at("journal save", write, Fault.FAILS_AFTER);
        at("journal save", write, Fault.JOURNAL_GONE);
    }

    private void undone() {
        loseJournalAt(TARGET_RESUMED);
        assertThat(migrate(plan().build()).outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertRunsOnlyOn(source);
        restart();
    }

    @Test
    void a_connector_whose_undo_is_not_in_the_journal_is_moved_by_the_next_call() {
        undone();

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_whose_undo_is_not_in_the_journal_is_on_the_source_after_a_rollback() {
        undone();

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);

        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void a_rollback_whose_undo_is_not_in_the_journal_is_undone_and_made_by_the_next_call() {
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
        simulation.sleep(Duration.ofSeconds(1));
        loseJournalAt(SOURCE_RESUMED);
        assertThat(rollback(plan().build()).outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertRunsOnlyOn(target);
        restart();

        assertThat(rollback(plan().build()).outcome()).isInstanceOf(RolledBack.class);

        assertRunsOnlyOn(source);
    }
}
