package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands that are printed for connectors of operators move them and bring them back, and none of them can be left out. */
@ExtendWith(SharedLaboratory.class)
class OperatorCommandsIT {

    private static final String SOURCE_RESUMED = "SOURCE_CHANGED";
    private static final String CREATED_AGAIN = "POST sequence-";
    private static final String NOT_OWNED = "RUNNING sequence-";

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    OperatorCommandsIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    @Test
    void the_commands_of_the_manifests_move_a_connector_that_operators_own() {
        try (OperatedMove move = new OperatedMove(lab, source, target)) {
            move.run(move.commandsToGoOn());

            move.assertRunsWithOwner();
        }
    }

    @Test
    void the_commands_of_the_manifests_bring_back_a_connector_that_operators_own() {
        try (OperatedMove move = new OperatedMove(lab, source, target)) {
            move.run(move.commandsToGoBack());

            move.assertRunsWithOwner();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_move_with_one_command_fewer_is_not_done() {
        return Stream.of(
                without("timed out waiting for the condition", OperatedMove::commandsToGoOn, 0),
                without(SOURCE_RESUMED, OperatedMove::commandsToGoOn, 1),
                without("TARGET_TAKEN_AWAY", OperatedMove::commandsToGoOn, 2),
                without(CREATED_AGAIN, OperatedMove::commandsToGoOn, 3),
                without(NOT_OWNED, OperatedMove::commandsToGoOn, 4));
    }

    @TestFactory
    Stream<DynamicTest> a_way_back_with_one_command_fewer_is_not_done() {
        // The first three are those of the move.
        return Stream.of(
                without(CREATED_AGAIN, OperatedMove::commandsToGoBack, 3),
                without(NOT_OWNED, OperatedMove::commandsToGoBack, 4));
    }

    @TestFactory
    Stream<DynamicTest> a_source_whose_operator_was_not_told_is_resumed_in_the_middle() {
        return Stream.of(without(SOURCE_RESUMED, OperatedMove::commandsToGoOn, 0, 1));
    }

    private DynamicTest without(String why, Function<OperatedMove, List<String>> way, int... left) {
        return DynamicTest.dynamicTest("without " + Arrays.toString(left) + ": " + why, () -> {
            try (OperatedMove move = new OperatedMove(lab, source, target)) {
                List<String> lines = new ArrayList<>(way.apply(move));
                List<String> commands = lines.stream()
                        .filter(line -> line.startsWith("kubectl"))
                        .toList();
                assertThat(commands).hasSize(5);
                IntStream.of(left).forEach(index -> lines.remove(commands.get(index)));

                Throwable failure = catchThrowable(() -> {
                    move.run(lines);
                    move.assertRunsWithOwner();
                });

                assertThat(failure).hasMessageContaining(why);
            }
        });
    }
}
