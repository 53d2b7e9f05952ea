package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Kubectl.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** None of the commands that are printed for connectors of operators can be left out. */
@ExtendWith(SharedLaboratory.class)
class OperatorCommandsIT {

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    OperatorCommandsIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    @TestFactory
    Stream<DynamicTest> a_move_with_one_command_fewer_is_not_done() {
        return IntStream.range(0, 5).mapToObj(left -> without("on without " + left, true, left));
    }

    @TestFactory
    Stream<DynamicTest> a_way_back_with_one_command_fewer_is_not_done() {
        // The first three are those of the move.
        return IntStream.range(3, 5).mapToObj(left -> without("back without " + left, false, left));
    }

    @TestFactory
    Stream<DynamicTest> a_source_whose_operator_was_not_told_is_resumed_in_the_middle() {
        return Stream.of(without("on without 0 and 1", true, 0, 1));
    }

    private DynamicTest without(String name, boolean on, int... left) {
        return DynamicTest.dynamicTest(name, () -> {
            try (OperatedMove move = new OperatedMove(lab, source, target)) {
                List<String> lines = new ArrayList<>(on ? move.commandsToGoOn() : move.commandsToGoBack());
                List<String> commands = lines.stream()
                        .filter(line -> line.startsWith("kubectl"))
                        .toList();
                IntStream.of(left).forEach(index -> lines.remove(commands.get(index)));

                Throwable failure = catchThrowable(() -> {
                    move.run(lines);
                    if (on) {
                        move.assertMoved();
                    } else {
                        move.assertBroughtBack();
                    }
                });

                assertThat(failure)
                        .isInstanceOfAny(RefusedException.class, AssertionError.class, ConditionTimeoutException.class);
            }
        });
    }
}
