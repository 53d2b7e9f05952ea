package io.connectmigrator.migration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All checks, in the order in which their findings are told. */
final class Checks {

    private static final Check FIRST = new AnsweringCheck();

    private static final List<Check> THEN = List.of(
            new DifferentClustersCheck(),
            new CapabilitiesCheck(),
            new SourceHealthCheck(),
            new NameFreeCheck(),
            new ConfigCompleteCheck(),
            new PluginCheck(),
            new ConfigValidCheck(),
            new GivenTransportCheck(),
            new OffsetsCheck(),
            new StoredOffsetsCheck(),
            new TransportsCheck(),
            new KafkaClusterCheck(),
            new SharedGroupCheck());

    private Checks() {}

    /** {@return all that is found; a cluster that does not answer is a finding too} */
    static List<Problem> examine(Survey survey) {
        List<Problem> inTheWay = FIRST.examine(survey);
        if (!inTheWay.isEmpty()) {
            return inTheWay;
        }
        Set<Problem> problems = new LinkedHashSet<>();
        for (Check check : THEN) {
            try {
                problems.addAll(check.examine(survey));
            } catch (Throwable e) {
                problems.add(Failures.problem(e));
            }
        }
        return new ArrayList<>(problems);
    }
}
