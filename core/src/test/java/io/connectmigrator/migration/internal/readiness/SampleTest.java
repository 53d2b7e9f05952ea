package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a connector shows at one time, compared with another time. */
class SampleTest {

    private static Sample sample(String offsets, TaskStatus... tasks) {
        return new Sample(
                new ConnectorStatus(
                        "orders", ConnectorState.RUNNING, "one", null, List.of(tasks), ConnectorType.SOURCE),
                OffsetSnapshot.parseJson("{\"offsets\":[" + offsets + "]}"));
    }

    private static TaskStatus task(int id, String worker, ConnectorState state) {
        return new TaskStatus(id, state, worker, null);
    }

    private static String offset(String table, int position) {
        return "{\"partition\":{\"table\":\"" + table + "\"},\"offset\":{\"position\":" + position + "}}";
    }

    @Test
    void it_runs_if_all_of_its_tasks_do() {
        assertThat(sample("", task(0, "one", ConnectorState.RUNNING)).runs()).isTrue();
        assertThat(sample("").runs()).isFalse();
        assertThat(Stream.of(ConnectorState.FAILED, ConnectorState.PAUSED, ConnectorState.UNASSIGNED))
                .noneMatch(state -> sample("", task(0, "one", ConnectorState.RUNNING), task(1, "one", state))
                        .runs());
    }

    @Test
    void a_task_on_another_worker_is_seen() {
        assertThat(sample("", task(0, "one", ConnectorState.RUNNING)).workers())
                .isEqualTo(sample("", task(0, "one", ConnectorState.PAUSED)).workers())
                .isNotEqualTo(sample("", task(0, "two", ConnectorState.RUNNING)).workers());
    }

    @Test
    void partitions_that_have_moved_on_are_counted() {
        Sample earlier = sample(offset("a", 1) + "," + offset("b", 1));

        assertThat(sample(offset("a", 1) + "," + offset("b", 2) + "," + offset("c", 1))
                        .movedSince(earlier))
                .isEqualTo(2);
        assertThat(earlier.movedSince(earlier)).isZero();
    }
}
