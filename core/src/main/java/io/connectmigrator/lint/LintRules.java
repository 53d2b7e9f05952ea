package io.connectmigrator.lint;

import io.connectmigrator.report.Problem;
import java.util.List;

/** All rules that are not of one family of connectors. */
public final class LintRules {

    private static final List<LintRule> ALL = List.of(
            new IdempotenceRules(),
            new AcknowledgementRules(),
            new ExactlyOnceRules(),
            new SinkReadRules(),
            new ErrorRules());

    private LintRules() {}

    /**
     * {@return what the rules find about a connector, in the order of the rules}
     *
     * @param connector the connector
     */
    public static List<Problem> examine(LintedConnector connector) {
        return ALL.stream().flatMap(rule -> rule.examine(connector)).toList();
    }
}
