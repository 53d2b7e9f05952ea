package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastTaskStatesTest {

    @ParameterizedTest
    @CsvSource({
        "RUNNING,                              true",
        "RUNNING PAUSED,                       true",
        "RUNNING PAUSED UNASSIGNED,            false",
        "RUNNING UNASSIGNED,                   false",
        "RUNNING FAILED,                       false",
        "RUNNING PAUSED UNASSIGNED PAUSED,     false",
        "RUNNING PAUSED RESTARTING,            true",
        "RUNNING PAUSED RESTARTING PAUSED,     true",
        "RUNNING PAUSED UNASSIGNED RUNNING,    true",
        "PAUSED,                               true",
        "PAUSED RUNNING PAUSED,                true",
        "UNASSIGNED PAUSED PAUSED,             true",
    })
    void a_task_may_commit_until_it_has_ended_or_if_it_has_begun(String sequence, boolean mayStillCommit) {
        List<String> inOrder = List.of(sequence.split(" "));
        LastTaskStates states = LastTaskStates.first(inOrder.get(0));
        for (String state : inOrder.subList(1, inOrder.size())) {
            states = states.then(state);
        }

        assertThat(states.mayStillCommit()).isEqualTo(mayStillCommit);
    }
}
