package io.connectmigrator.lint;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import java.util.stream.Stream;

/** What a sink reads. */
final class SinkReadRules implements LintRule {

    private static final String ISOLATION = "consumer.override.isolation.level";

    /** A caller that knows whether the topics have transactions makes an error of it, or nothing. */
    @Override
    public Stream<Problem> examine(LintedConnector connector) {
        if (!connector.isSink() || connector.isOneOf(ISOLATION, "read_committed")) {
            return Stream.empty();
        }
        return Stream.of(connector.warning(
                DuplicateRule.D11,
                "reads with a consumer whose isolation.level is not read_committed: if its topics are written to in"
                        + " transactions, records of aborted ones reach its system too (the properties of the workers may"
                        + " say otherwise)",
                connector.override("consumer", "isolation.level", "read_committed")));
    }
}
