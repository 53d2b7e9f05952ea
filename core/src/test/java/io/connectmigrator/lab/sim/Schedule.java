package io.connectmigrator.lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that can be repeated: what is moved, the seed, and what goes wrong at which points. Its text is
 * {@code SCENARIO:seed:point=FAULT,point=FAULT}.
 *
 * @param faults what goes wrong, by the numbers of the points
 */
public record Schedule(Scenario scenario, long seed, Map<Integer, Fault> faults) {

    /** Copies the map. */
    public Schedule {
        faults = new TreeMap<>(faults);
    }

    /** {@return a schedule in which nothing goes wrong} */
    public static Schedule of(Scenario scenario, long seed) {
        return new Schedule(scenario, seed, Map.of());
    }

    /** {@return the same with one more fault} */
    public Schedule with(int point, Fault fault) {
        Map<Integer, Fault> more = new TreeMap<>(faults);
        more.put(point, fault);
        return new Schedule(scenario, seed, more);
    }

    /** {@return the same without the fault at a point} */
    public Schedule without(int point) {
        Map<Integer, Fault> fewer = new TreeMap<>(faults);
        fewer.remove(point);
        return new Schedule(scenario, seed, fewer);
    }

    /** {@return whether an operator or another process makes changes in it} */
    public boolean isForeign() {
        return faults.values().stream().anyMatch(Fault::isForeign);
    }

    /** {@return the schedule of a text} */
    public static Schedule parse(String text) {
        String[] parts = text.split(":", -1);
        Map<Integer, Fault> faults = new TreeMap<>();
        for (String fault : parts[2].split(",", -1)) {
            if (!fault.isBlank()) {
                String[] pointAndFault = fault.split("=", 2);
                faults.put(Integer.parseInt(pointAndFault[0].strip()), Fault.valueOf(pointAndFault[1].strip()));
            }
        }
        return new Schedule(Scenario.valueOf(parts[0].strip()), Long.parseLong(parts[1].strip()), faults);
    }

    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        faults.forEach((point, fault) -> shown.add(point + "=" + fault));
        return scenario + ":" + seed + ":" + String.join(",", shown);
    }
}
