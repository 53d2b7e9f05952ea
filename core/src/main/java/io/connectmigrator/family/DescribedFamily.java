package io.connectmigrator.family;

import io.connectmigrator.report.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A family that is described by rules. */
abstract class DescribedFamily implements ConnectorFamily {

    private final String name;
    private final Set<String> classNames;
    private final List<Rule> rules;

    DescribedFamily(String name, Set<String> classNames, List<Rule> rules) {
        this.name = name;
        this.classNames = classNames;
        this.rules = rules;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<String> classNames() {
        return classNames;
    }

    @Override
    public final List<Problem> examine(FamilyMove move) {
        return rules.stream()
                .map(rule -> rule.examine(name, move))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public final String toString() {
        return name;
    }
}
