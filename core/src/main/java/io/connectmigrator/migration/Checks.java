package io.connectmigrator.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All checks, in the order in which their findings are told. */
final class Checks {

    private static final List<Check> ALL = List.of(
            new DifferentClustersCheck(),
            new CapabilitiesCheck(),
            new SourceHealthCheck(),
            new NameFreeCheck(),
            new ConfigCompleteCheck(),
            new PluginCheck(),
            new ConfigValidCheck(),
            new OffsetsCheck(),
            new KafkaClusterCheck());

    private Checks() {}

    /** {@return all that is found, every check having been made; a cluster that does not answer is a finding too} */
    static List<Problem> examine(Survey survey) {
        Set<Problem> problems = new LinkedHashSet<>();
        for (Check check : ALL) {
            try {
                problems.addAll(check.examine(survey));
            } catch (RuntimeException e) {
                problems.add(Failures.problem(e));
            }
        }
        return new ArrayList<>(problems);
    }
}
