package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A confirmation deletes the source, provided that it is stopped and that the target works. */
class DeleteSourceStepTest extends SimulatedClusters {

    @BeforeEach
    void move() {
        simulation.run(source, "orders", SOURCE);
        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
    }

    @Test
    void the_source_is_deleted_and_its_offsets_are_kept() {
        Map<String, String> offsets = offsets(source);

        ConnectorReport report = confirm(plan().build());

        assertThat(report.outcome()).isInstanceOf(Confirmed.class);
        assertThat(steps(report)).containsExactly("remove");
        assertThat(source.connectorNames()).isEmpty();
        assertThat(offsets(source)).isEqualTo(offsets).isNotEmpty();
        assertThat(changes()).endsWith("target STARTED", "source DELETED");
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(target);
    }

    @Test
    void a_source_resumed_by_an_operator_is_not_deleted() {
        operator(source).resume();

        assertNotDeleted();

        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void the_source_is_not_deleted_if_a_task_of_the_target_has_failed() {
        target.failTask("orders");

        assertNotDeleted();
    }

    private void assertNotDeleted() {
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = confirm(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.REMOVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NOT_IN_THAT_STATE);
        assertThat(source.connectorNames()).containsExactly("orders");
        assertThat(phases()).containsExactly(MigrationPhase.MOVED);
    }

    @Test
    void the_source_is_not_deleted_if_the_target_does_not_exist() {
        operator(target).delete();
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = confirm(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.REMOVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CONNECTOR_NOT_FOUND);
        assertThat(source.connectorNames()).containsExactly("orders");
    }

    @Test
    void a_source_deleted_by_an_operator_is_confirmed() {
        operator(source).delete();
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(confirm(plan().build()).outcome()).isInstanceOf(Confirmed.class);

        assertThat(changes()).doesNotContain("source DELETED");
    }

    @Test
    void a_delete_request_whose_answer_is_lost_is_not_an_error() {
        at("DELETE /connectors/orders on source", Fault.ANSWER_LOST);

        ConnectorReport report = confirm(plan().build());

        assertThat(source.connectorNames()).isEmpty();
        assertThat(report.outcome().succeeded()
                        || confirm(plan().build()).outcome().succeeded())
                .isTrue();
    }
}
