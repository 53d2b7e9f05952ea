package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.UnitFacts;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.plan.internal.UnitDefinition;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Connectors that are moved together must be in one state, each of their partitions must go to one target with one offset, and they must
 * have offsets of their own on the target. What is found is told once, of the move that leads.
 */
final class UnitCheck implements Check {

    private static final int MOST_NAMED = 20;

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        UnitDefinition unit = checkContext.plan().unit();
        if (unit == null || checkContext.unit().lead() != checkContext) {
            return List.of();
        }
        List<Problem> found = new ArrayList<>();
        sharedOffsets(checkContext.unit()).ifPresent(found::add);
        twoKafkaClusters(checkContext.unit()).ifPresent(found::add);
        states(checkContext.unit()).ifPresent(found::add);
        checkContext.unit().sources().forEach(source -> leftBehind(source).ifPresent(found::add));
        found.addAll(checkContext.unit().findings());
        switch (unit.kind()) {
            case MERGE -> conflict(checkContext.unit()).ifPresent(found::add);
            case SPLIT -> found.addAll(divided(checkContext.unit()));
            case FORK -> wayBack(checkContext, unit).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Problem> sharedOffsets(UnitFacts unit) {
        return unit.moves().stream()
                .filter(CheckContext::sharesOffsets)
                .findFirst()
                .map(move -> Problem.error(
                        ProblemCode.NOT_SUPPORTED,
                        move.target() + " would have its offsets where those of " + move.source()
                                + " are, so that they could be neither united nor divided",
                        "Give it another name on the target"));
    }

    /** On the way back, what one target has committed would be offsets of two Kafka clusters. */
    private static Optional<Problem> twoKafkaClusters(UnitFacts unit) {
        Map<Boolean, List<CheckContext>> byCrossing = unit.moves().stream()
                .collect(Collectors.partitioningBy(move -> move.crossing().isPresent()));
        List<CheckContext> crossing = byCrossing.getOrDefault(true, List.of());
        List<CheckContext> staying = byCrossing.getOrDefault(false, List.of());
        return crossing.isEmpty() || staying.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.error(
                                ProblemCode.NOT_SUPPORTED,
                                crossing.get(0).source() + " comes to another Kafka cluster as "
                                        + crossing.get(0).target() + ", and "
                                        + staying.get(0).source() + " stays on its own as "
                                        + staying.get(0).target() + ": they are not moved together",
                                "Let all of them read one Kafka cluster before the move, and one after it, or move them one by one"));
    }

    private static Optional<Problem> states(UnitFacts unit) {
        Map<ConnectorState, String> states = new TreeMap<>();
        unit.moves()
                .forEach(move -> states.putIfAbsent(
                        move.sourceStatus().state(), move.source().toString()));
        return states.size() == 1
                ? Optional.empty()
                : Optional.of(Problem.error(
                        ProblemCode.STATES_DIFFER,
                        "connectors that become one are in different states: " + states,
                        "Bring all of them to the state that the one which they become is to have"));
    }

    private static Optional<Problem> conflict(UnitFacts unit) {
        try {
            unit.united();
            return Optional.empty();
        } catch (StepFailedException e) {
            return Optional.of(e.problem());
        }
    }

    private static Optional<Problem> leftBehind(CheckContext source) {
        List<ConnectorOffset> left = source.given().leftBehind();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.OFFSETS_LEFT_BEHIND,
                        Severity.INFO,
                        left.size() + " partitions of " + source.source()
                                + " are of an earlier version and stay with it, since newer ones of the same data are beside them: "
                                + inWords(left),
                        "Nothing to do: the connector does not look them up"));
    }

    private static String inWords(List<ConnectorOffset> offsets) {
        String named = offsets.stream()
                .limit(MOST_NAMED)
                .map(offset -> offset.partition().toString())
                .collect(Collectors.joining(", "));
        return offsets.size() > MOST_NAMED ? named + " and " + (offsets.size() - MOST_NAMED) + " others" : named;
    }

    private static List<Problem> divided(UnitFacts unit) {
        List<Problem> found = new ArrayList<>();
        Set<ConnectorOffset> leftBehind = new HashSet<>(unit.lead().given().leftBehind());
        for (ConnectorOffset offset : unit.lead().sourceOffsets().offsets()) {
            if (leftBehind.contains(offset)) {
                continue;
            }
            List<String> takers = unit.moves().stream()
                    .filter(move -> move.given().takes(offset))
                    .map(move -> move.target().connector())
                    .toList();
            if (takers.size() != 1) {
                found.add(Problem.error(
                        ProblemCode.NOT_DIVIDED,
                        "the partition " + offset.partition() + " of "
                                + unit.lead().source() + " goes to "
                                + (takers.isEmpty()
                                        ? "none of the connectors that it is split into"
                                        : String.join(" and ", takers)),
                        "Let exactly one into(…) of the plan's split(…) take it"));
            }
        }
        return found.size() <= 1 ? found : List.of(many(found));
    }

    private static Problem many(List<Problem> found) {
        Problem first = found.get(0);
        return Problem.error(
                first.code(), first.message() + "; and so do " + (found.size() - 1) + " others", first.remedy());
    }

    private static Optional<Problem> wayBack(CheckContext checkContext, UnitDefinition unit) {
        if (unit.atLeastOnce()) {
            return checkContext.unit().knowsOrder() ? Optional.empty() : Optional.of(notComparable(checkContext));
        }
        return Optional.of(Problem.warning(
                ProblemCode.NO_WAY_BACK,
                "once the connectors that " + checkContext.source()
                        + " is forked into have run, they are at different positions, and then a rollback is refused",
                "Say atLeastOnce() in fork(…) if a rollback may deliver records twice"));
    }

    private static Problem notComparable(CheckContext checkContext) {
        return Problem.warning(
                ProblemCode.NO_WAY_BACK,
                "which of the positions is the earliest is not known of connectors of this class: once those that "
                        + checkContext.source()
                        + " is forked into have run, a rollback is undone unless they are at one position",
                "Nothing to do if there need be no way back");
    }
}
