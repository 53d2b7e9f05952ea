package io.connectmigrator.lint;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a connector does with records that fail. */
final class ErrorRules implements LintRule {

    private static final String TOLERANCE = "errors.tolerance";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";
    private static final String RETRY = "errors.retry.timeout";

    @Override
    public Stream<Problem> examine(LintedConnector connector) {
        List<Problem> problems = new ArrayList<>();
        boolean keeps = connector.isSink() && !connector.gets(DEAD_LETTERS).isEmpty();
        if (connector.isOneOf(TOLERANCE, "all") && !keeps) {
            problems.add(connector.warning(
                    DuplicateRule.D15,
                    "leaves out records that fail (" + TOLERANCE
                            + "=all) and goes on: a count after the move cannot tell them from records that were lost",
                    connector.isSink()
                            ? "Keep them in a topic with config(\"" + DEAD_LETTERS + "\", …), or set config(\""
                                    + TOLERANCE + "\", \"none\")"
                            : "Set config(\"" + TOLERANCE + "\", \"none\")"));
        }
        long retry = connector.number(RETRY).orElse(0L);
        if (retry < 0 || retry > connector.stopTimeout().toMillis()) {
            problems.add(connector.warning(
                    DuplicateRule.D16,
                    "retries a record that fails for longer (" + RETRY
                            + ") than the migrator waits for its tasks to stop: a task amid that does not stop in time, and"
                            + " commits late or not at all",
                    "Set config(\"" + RETRY + "\", \"0\") on the source before the move, or a longer stopTimeout(…)"));
        }
        return problems.stream();
    }
}
