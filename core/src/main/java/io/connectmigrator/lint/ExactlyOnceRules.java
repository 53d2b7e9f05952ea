package io.connectmigrator.lint;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Exactly-once support for sources (Connect 3.3, KIP-618) on both sides. */
final class ExactlyOnceRules implements LintRule {

    /** The settings of a transaction, with their defaults. */
    private static final Map<String, String> OF_TRANSACTIONS =
            Map.of("transaction.boundary", "poll", "transaction.boundary.interval.ms", "", "offsets.storage.topic", "");

    @Override
    public Stream<Problem> examine(LintedConnector connector) {
        if (!connector.isSource()) {
            return Stream.empty();
        }
        List<Problem> problems = new ArrayList<>();
        if (connector.sourceWorkers().hasExactlyOnce()
                && connector.targetWorkers().lacksExactlyOnce()) {
            problems.add(connector.error(
                    DuplicateRule.D9,
                    "writes each record exactly once on the source cluster, whose workers have exactly-once support; those of"
                            + " the target do not, so that it writes some twice after a failure",
                    "Set exactly.once.source.support on the workers of the target, first to preparing and then to enabled; a"
                            + " config cannot make up for it"));
        }
        List<String> changed = OF_TRANSACTIONS.entrySet().stream()
                .filter(setting -> connector.changes(setting.getKey(), setting.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!changed.isEmpty()) {
            problems.add(
                    connector.warning(
                            DuplicateRule.D10,
                            "commits at other points, or keeps its offsets in another topic, than on the source: the plan changes "
                                    + String.join(", ", changed),
                            "Leave them as they are, unless the consumers of its topics do not depend on where transactions end"));
        }
        return problems.stream();
    }
}
