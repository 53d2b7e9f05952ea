package io.connectmigrator.lab.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts the points that processes pass, and injects at each the fault that is chosen for it. */
public final class Points {

    private final VirtualTime time;
    private final List<Point> passed = new ArrayList<>();
    private @Nullable Faults faults;
    private BiConsumer<Fault, SimulatedProcess> world = (fault, process) -> {};

    Points(VirtualTime time) {
        this.time = time;
    }

    /** Begins to count. */
    public void arm(Faults newFaults, BiConsumer<Fault, SimulatedProcess> newWorld) {
        faults = newFaults;
        world = newWorld;
    }

    /** From now on nothing goes wrong. */
    public void disarm() {
        faults = null;
    }

    /** {@return the points that were passed} */
    public List<Point> passed() {
        return Collections.unmodifiableList(passed);
    }

    /** {@return what goes wrong with what is done at this point, if anything does} */
    @Nullable
    Fault pass(SimulatedProcess process, String kind) {
        Faults asked = faults;
        if (asked == null) {
            return null;
        }
        Point point = new Point(passed.size() + 1, process.name(), kind, time.now());
        passed.add(point);
        time.history().note(process.name(), kind);
        Fault fault = asked.at(point);
        if (fault == null || !fault.isPossibleAt(point)) {
            return null;
        }
        if (fault.isOfWorld()) {
            world.accept(fault, process);
            return null;
        }
        time.history().note("injected", fault);
        return fault;
    }
}
