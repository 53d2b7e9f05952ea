package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedProcessTest {

    @Test
    void code_that_waits_without_blocking_is_stopped() {
        try (Simulation simulation = new Simulation(1)) {
            SimulatedProcess process = simulation.process("service");
            Waiting.Deadline deadline = process.waiting().deadline(Duration.ofSeconds(1));
            process.execute(() -> {
                while (!deadline.expired()) {
                    Thread.onSpinWait();
                }
            });

            simulation.sleep(Duration.ofSeconds(2));

            assertThat(process.uncaught())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasMessageContaining("it spins"));
        }
    }

    @Test
    void two_processes_take_turns_while_each_of_them_blocks() {
        try (Simulation simulation = new Simulation(1)) {
            List<String> done = new ArrayList<>();
            SimulatedProcess one = simulation.process("one");
            SimulatedProcess other = simulation.processBeside("other");
            one.execute(() -> pauseTwice(one, done));
            other.execute(() -> pauseTwice(other, done));

            simulation.sleep(Duration.ofSeconds(5));

            assertThat(done.subList(0, 2)).containsExactlyInAnyOrder("one", "other");
            assertThat(done.subList(2, 4)).containsExactlyInAnyOrder("one", "other");
            assertThat(one.uncaught()).isEmpty();
            assertThat(other.uncaught()).isEmpty();
        }
    }

    private static void pauseTwice(SimulatedProcess process, List<String> done) {
        for (int i = 0; i < 2; i++) {
            process.waiting().pause(Duration.ofSeconds(1));
            done.add(process.name());
        }
    }

    @Test
    void a_killed_process_does_nothing_more() {
        try (Simulation simulation = new Simulation(1)) {
            List<String> done = new ArrayList<>();
            SimulatedProcess process = simulation.process("service");
            process.execute(() -> pauseTwice(process, done));
            process.scheduler().schedule(Duration.ofSeconds(3), () -> done.add("scheduled"));
            simulation.time().after(Duration.ofMillis(1_500).toNanos(), process::kill);

            simulation.sleep(Duration.ofSeconds(5));

            assertThat(done).containsExactly("service");
        }
    }
}
