package io.connectmigrator.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The positions of moments on a chart that is {@value #WIDTH} units wide.
 *
 * @param start the moment at its left edge
 * @param span the time from there to its right edge
 */
record TimeScale(Instant start, Duration span) {

    static final int WIDTH = 1_000;

    /** The width of the shortest steps, so that they can be seen. */
    private static final double NARROWEST = 1.5;

    private static final List<Integer> STEPS =
            List.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400);
    private static final int TICKS = 7;

    /** {@return a scale for the whole report} */
    static TimeScale of(MigrationReport report) {
        Instant end = report.startedAt().plus(report.took());
        return of(
                report.connectors().stream().flatMap(connector -> connector.steps().stream()), report.startedAt(), end);
    }

    /** {@return a scale for the steps of one connector without its check} */
    static TimeScale of(ConnectorReport connector) {
        List<StepReport> steps = connector.steps().stream()
                .filter(step -> step.step() != MigrationStep.CHECK)
                .toList();
        Instant first = steps.get(0).startedAt();
        return of(steps.stream(), first, first);
    }

    /** Includes every step, since a clock that was set may have put one outside of the report. */
    private static TimeScale of(Stream<StepReport> steps, Instant first, Instant last) {
        TimeScale reached = steps.reduce(
                new TimeScale(first, Duration.between(first, last)), TimeScale::reaching, (one, other) -> other);
        return reached.span.toMillis() < 1 ? new TimeScale(reached.start, Duration.ofMillis(1)) : reached;
    }

    private TimeScale reaching(StepReport step) {
        Instant stepEnd = step.startedAt().plus(step.took());
        Instant end = start.plus(span);
        Instant earliest = step.startedAt().isBefore(start) ? step.startedAt() : start;
        return new TimeScale(earliest, Duration.between(earliest, stepEnd.isAfter(end) ? stepEnd : end));
    }

    double position(Instant moment) {
        return width(Duration.between(start, moment));
    }

    double width(Duration duration) {
        return WIDTH * (nanos(duration) / nanos(span));
    }

    /** A clock that was set years ahead makes more nanoseconds than a long holds. */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }

    double visibleWidth(Duration duration) {
        return Math.max(NARROWEST, width(duration));
    }

    /** {@return evenly spaced moments, as durations from the left edge} */
    List<Duration> ticks() {
        long step = evenDistance().toMillis();
        List<Duration> ticks = new ArrayList<>();
        for (long tick = 0; tick <= span.toMillis(); tick += step) {
            ticks.add(Duration.ofMillis(tick));
        }
        return ticks;
    }

    private Duration evenDistance() {
        for (long step = 1; step < 1_000; step *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                if (span.toMillis() / (step * factor) <= TICKS) {
                    return Duration.ofMillis(step * factor);
                }
            }
        }
        for (int step : STEPS) {
            if (span.toSeconds() / step <= TICKS) {
                return Duration.ofSeconds(step);
            }
        }
        return span.dividedBy(TICKS);
    }

    /** {@return a coordinate of at least zero with one decimal} */
    static String coordinate(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
