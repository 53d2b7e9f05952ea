package io.connectmigrator.examples;

import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One move while the connector is down, request by request, in milliseconds since its first write to the source.
 *
 * @param connector the connector
 * @param requests all requests of the move in the order in which they were sent
 * @param steps its steps, none if it has none
 * @param clusters the names of the clusters by the authority of their URLs; the first is the source
 * @param downtime for how long the connector was down
 */
record MoveTrace(
        String connector,
        List<SentRequest> requests,
        List<StepReport> steps,
        Map<String, String> clusters,
        Duration downtime) {

    private static final Duration SHORTEST_GAP = Duration.ofMillis(1);

    MoveTrace {
        requests = requests.stream()
                .sorted(Comparator.comparing(SentRequest::sent))
                .toList();
    }

    /** {@return when the first write to the source was sent, which pauses or stops the connector} */
    Instant start() {
        return first().sent();
    }

    /** {@return when the connector was seen to run again: at the last answer while it was down} */
    Instant end() {
        return whileDown().stream()
                .map(SentRequest::answered)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<SentRequest> whileDown() {
        Instant end = steps.stream()
                .filter(step -> step.step() == MigrationStep.RESUME)
                .map(step -> step.startedAt().plus(step.took()))
                .findFirst()
                .orElse(start().plus(downtime));
        return requests.stream()
                .filter(request ->
                        !request.sent().isBefore(start()) && request.sent().isBefore(end))
                .toList();
    }

    private SentRequest first() {
        return requests.stream()
                .filter(request -> request.uri().getPath().matches(".*/(pause|stop)"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("nothing was paused or stopped in the move of " + connector));
    }

    /** {@return a table, and what the time was spent on} */
    String text(List<WorkerEvent> events) {
        List<SentRequest> down = whileDown();
        TimeShares shares = TimeShares.of(start(), end(), down, events);
        return rows(down, shares, events).stream()
                .sorted(Comparator.comparing(Row::at))
                .map(row -> row.text(start()))
                .collect(Collectors.joining("\n", columns("ms", "took", "step", "") + "\n", "\n" + sum(down, shares)));
    }

    private String sum(List<SentRequest> down, TimeShares shares) {
        return requests.size() + " requests, " + down.size() + " of them while the connector was down; of "
                + TimeShares.millis(Duration.between(start(), end())) + " ms "
                + TimeShares.millis(shares.workers()) + " waiting for workers and "
                + TimeShares.millis(shares.own()) + " our own (" + shares + ")" + byStep();
    }

    /** {@return how many requests each step has sent, looks included} */
    private String byStep() {
        Map<String, Long> counts = requests.stream()
                .collect(Collectors.groupingBy(
                        request -> step(request.sent()), LinkedHashMap::new, Collectors.counting()));
        return steps.isEmpty()
                ? ""
                : "\nrequests of each step: "
                        + counts.entrySet().stream()
                                .map(count ->
                                        (count.getKey().isEmpty() ? "none" : count.getKey()) + " " + count.getValue())
                                .collect(Collectors.joining(", "));
    }

    private List<Row> rows(List<SentRequest> down, TimeShares shares, List<WorkerEvent> events) {
        List<Row> rows = new ArrayList<>();
        Instant busyUntil = start();
        for (SentRequest request : down) {
            Duration gap = Duration.between(busyUntil, request.sent());
            if (gap.compareTo(SHORTEST_GAP) >= 0) {
                String what = shares.isPause(request.sent()) ? "… pause before the next look" : "… no request";
                rows.add(new Row(busyUntil, gap, step(busyUntil), what));
            }
            rows.add(new Row(request.sent(), request.took(), step(request.sent()), describe(request)));
            busyUntil = Stream.of(busyUntil, request.answered())
                    .max(Comparator.naturalOrder())
                    .get();
        }
        events.stream()
                .filter(event -> !event.at().isBefore(start()) && event.at().isBefore(end()))
                .forEach(
                        event -> rows.add(new Row(event.at(), null, "", event.cluster() + " worker: " + event.text())));
        return rows;
    }

    private String describe(SentRequest request) {
        String path = request.uri().getPath().replace("/connectors/" + connector, "…");
        String query =
                request.uri().getQuery() == null ? "" : "?" + request.uri().getQuery();
        return clusters.get(request.uri().getAuthority()) + " " + request.method() + " " + path + query + " "
                + request.status();
    }

    private String step(Instant at) {
        return steps.stream()
                .filter(step -> !step.startedAt().isAfter(at)
                        && step.startedAt().plus(step.took()).isAfter(at))
                .map(step -> step.step().toString())
                .findFirst()
                .orElse("");
    }

    private static String columns(String at, String took, String step, String what) {
        return String.format(Locale.ROOT, "%8s%8s  %-10s%s", at, took, step, what)
                .stripTrailing();
    }

    /** One line of the table. */
    private record Row(Instant at, @Nullable Duration took, String step, String what) {

        String text(Instant start) {
            return columns(
                    TimeShares.millis(Duration.between(start, at)),
                    took == null ? "" : TimeShares.millis(took),
                    step,
                    what);
        }
    }
}
