package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that was measured of a connector before and after its move, in words. Holds no partition and no offset.
 *
 * @param name what was measured
 * @param before what it was of the source
 * @param after what it was of the target
 */
record BaselineRow(String name, String before, String after) {

    static final String NONE = "–";

    /** {@return everything that was measured of one of the two sides at least} */
    static List<BaselineRow> of(Baseline baseline) {
        List<BaselineRow> rows = new ArrayList<>();
        add(rows, "State", baseline, side -> change(side, BaselineRow::states));
        add(rows, "Workers", baseline, BaselineRow::workers);
        add(rows, "Offsets per second", baseline, side -> number(side.perSecond()));
        add(rows, "Standing still", baseline, BaselineRow::still);
        add(rows, "Lag", baseline, BaselineRow::lag);
        add(rows, "Dead letters", baseline, side -> grown(side.deadLetters()));
        return rows;
    }

    private static void add(List<BaselineRow> rows, String name, Baseline baseline, Function<Measured, String> shown) {
        String before = shown.apply(baseline.before());
        String after = shown.apply(baseline.after());
        if (!before.equals(NONE) || !after.equals(NONE)) {
            rows.add(new BaselineRow(name, before, after));
        }
    }

    /** {@return what could not be measured on either side, each thing once} */
    static List<String> missing(Baseline baseline) {
        List<String> missing = new ArrayList<>(missing("before", baseline.before()));
        missing.addAll(missing("after", baseline.after()));
        return missing;
    }

    private static List<String> missing(String side, Measured measured) {
        List<String> missing = new ArrayList<>();
        if (measured.missing() != null) {
            missing.add(side + ": " + measured.samples().size() + " of 2 samples: " + measured.missing());
        }
        measured.samples().stream()
                .flatMap(sample -> sample.unread().stream())
                .distinct()
                .forEach(unread -> missing.add(side + ": " + unread));
        return missing;
    }

    /** {@return what the samples show, once if both show the same} */
    private static String change(Measured side, Function<BaselineSample, String> shown) {
        List<String> different = side.samples().stream().map(shown).distinct().toList();
        return different.isEmpty() ? NONE : String.join(", then ", different);
    }

    private static String states(BaselineSample sample) {
        if (sample.state() == null) {
            return "not read";
        }
        Map<String, Long> tasks = sample.tasks().stream()
                .collect(Collectors.groupingBy(BaselineSample.Task::state, LinkedHashMap::new, Collectors.counting()));
        String counted = tasks.isEmpty()
                ? "no tasks"
                : tasks.entrySet().stream()
                        .map(state -> Figures.count(state.getValue(), "task", "tasks") + " " + state.getKey())
                        .collect(Collectors.joining(", "));
        return sample.state() + ", " + counted + cause(sample);
    }

    private static String cause(BaselineSample sample) {
        return Stream.concat(
                        Stream.ofNullable(sample.cause()),
                        sample.tasks().stream().flatMap(task -> Stream.ofNullable(task.cause())))
                .findFirst()
                .map(cause -> ": " + QuotedOffsets.leftOutOf(cause))
                .orElse("");
    }

    private static String workers(Measured side) {
        if (side.samples().size() < 2 || side.samples().stream().anyMatch(sample -> sample.state() == null)) {
            return NONE;
        }
        return side.rebalanced() ? "changed: a rebalance" : "the same";
    }

    private static String still(Measured side) {
        return side.partitions().isEmpty()
                ? NONE
                : Figures.grouped(side.still()) + " of "
                        + Figures.count(side.partitions().size(), "partition", "partitions");
    }

    private static String lag(Measured side) {
        OptionalDouble slope = side.lagPerSecond();
        return side.lag().isEmpty()
                ? NONE
                : Figures.grouped(side.lag().getAsLong())
                        + (slope.isEmpty() ? "" : ", " + signed(slope.getAsDouble()) + " a second");
    }

    private static String grown(OptionalLong number) {
        return number.isEmpty() ? NONE : signed((double) number.getAsLong());
    }

    private static String number(OptionalDouble number) {
        return number.isEmpty() ? NONE : rounded(number.getAsDouble());
    }

    private static String signed(double number) {
        String rounded = rounded(Math.abs(number));
        return (number < 0 && !rounded.equals("0") ? "−" : "+") + rounded;
    }

    /** {@return a number with one decimal place, if it needs one} */
    static String rounded(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
