package io.connectmigrator.kafka.crash;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The results of all attempts. */
record MatrixReport(Matrix.Kind kind, List<Scenario> scenarios, List<AttemptResult> results, Duration took) {

    MatrixReport {
        scenarios = List.copyOf(scenarios);
        results = List.copyOf(results);
    }

    List<AttemptResult> failures() {
        return results.stream().filter(AttemptResult::failed).toList();
    }

    /** {@return the scenarios in which no attempt was disturbed, so that they test nothing} */
    List<Scenario> undisturbed() {
        return scenarios.stream().filter(scenario -> disturbed(scenario) == 0).toList();
    }

    private long disturbed(Scenario scenario) {
        return results.stream()
                .filter(result ->
                        result.scenario() == scenario && result.points().reached())
                .count();
    }

    /** {@return a line for each scenario: how many points it has, how many of them were tried, and how many failed} */
    @Override
    public String toString() {
        String lines = scenarios.stream().map(this::line).collect(Collectors.joining());
        String failures = failures().stream().map(failure -> "\n" + failure).collect(Collectors.joining());
        return kind + "\n| scenario | points | tried | failed | average |\n|---|---|---|---|---|\n" + lines
                + results.size() + " attempts in " + took.toSeconds() + " s, "
                + failures().size() + " failed" + failures;
    }

    private String line(Scenario scenario) {
        List<AttemptResult> its =
                results.stream().filter(result -> result.scenario() == scenario).toList();
        long failed = its.stream().filter(AttemptResult::failed).count();
        String points = its.stream()
                .filter(result -> !result.points().reached())
                .map(result -> result.points().count())
                .max(Integer::compare)
                .map(String::valueOf)
                .orElse("not counted");
        long millis = its.stream().mapToLong(result -> result.took().toMillis()).sum() / Math.max(1, its.size());
        return "| " + scenario + " | " + points + " | " + disturbed(scenario) + " | " + failed + " | " + millis
                + " ms |\n";
    }
}
