package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What shows in offsets that are committed while a connector moves, judged by its family and its plan.
 *
 * <p>A source whose plugin makes other partitions on the target than on the source does not find its offsets: it commits partitions that
 * it was not given, and never moves one that it was given. So does a source that has had nothing to read but a new table, topic or file.
 * It is an error therefore only if a new partition {@linkplain SamePlace names the data} of a given one and is behind it. One that names
 * it and is ahead goes on from there: newer plugins read what older ones have left. Of all others there is a warning, unless the family
 * knows that the target asks for partitions that it was given and the new ones have their fields.
 */
final class LaterOffsetFindings implements LaterFindings {

    private final CheckContext checkContext;

    LaterOffsetFindings(CheckContext checkContext) {
        this.checkContext = checkContext;
    }

    @Override
    public Duration stopTime() {
        return checkContext.family().stopTime();
    }

    /** A connector that had committed nothing when it was checked may have been stopped amid its initial snapshot. */
    @Override
    public Optional<Problem> ofFinalOffsets(OffsetSnapshot offsets) {
        return checkContext.family().findings(offsets).stream()
                .map(checkContext.plan().accepted()::weigh)
                .filter(problem -> problem.isError() && problem.code() == ProblemCode.SNAPSHOT_RUNNING)
                .findFirst();
    }

    @Override
    public Optional<Problem> ofCommits(OffsetSnapshot given, OffsetSnapshot committed) {
        List<ConnectorOffset> added = given.diff(committed).added();
        if (added.isEmpty() || checkContext.plan().accepted().includes(ProblemCode.IDENTITY_CHANGED)) {
            return Optional.empty();
        }
        List<ConnectorOffset> known = given.offsets();
        Optional<ConnectorOffset> again = added.stream()
                .filter(one -> known.stream().anyMatch(before -> SamePlace.isReadAgain(before, one)))
                .findFirst();
        if (again.isPresent()) {
            return Optional.of(
                    checkContext.plan().accepted().weigh(readAgain(again.get(), added.size(), known.size())));
        }
        List<ConnectorOffset> unexplained = added.stream()
                .filter(one -> known.stream().noneMatch(before -> SamePlace.isContinued(before, one)))
                .toList();
        return unexplained.isEmpty() || areOrdinary(unexplained, known)
                ? Optional.empty()
                : Optional.of(unknown(unexplained.get(0), added.size(), known.size()));
    }

    /** {@return whether the connector makes partitions as it did, of names that it did not have, and finds those that it had} */
    private boolean areOrdinary(List<ConnectorOffset> added, List<ConnectorOffset> given) {
        Set<Set<String>> fields =
                given.stream().map(offset -> offset.partition().keySet()).collect(Collectors.toSet());
        return added.stream()
                        .allMatch(offset -> fields.contains(offset.partition().keySet()))
                && isAskedFor(given);
    }

    private boolean isAskedFor(List<ConnectorOffset> given) {
        Optional<ConnectorFamily> family = checkContext.family().ofTarget();
        return family.isPresent()
                && given.stream()
                        .anyMatch(offset -> family.get()
                                .asksFor(checkContext.targetConfig(), offset.partition())
                                .orElse(false));
    }

    private String committed(ConnectorOffset example, int added, int given) {
        return checkContext.target() + " has committed offsets of " + added
                + " partitions that it was not given, such as " + example + ", and none yet of the " + given
                + " that it was given";
    }

    private Problem readAgain(ConnectorOffset example, int added, int given) {
        return Problem.error(
                ProblemCode.OTHER_PARTITIONS,
                committed(example, added, given)
                        + ". It names the same data in another way than the source, so that it has not found the offsets, and reads it"
                        + " from the beginning",
                "Stop it before it copies more, and give both clusters the same version of its plugin; rollback(plan) brings the"
                        + " connector back to " + checkContext.sourceCluster());
    }

    private Problem unknown(ConnectorOffset example, int added, int given) {
        return Problem.warning(
                ProblemCode.OTHER_PARTITIONS,
                committed(example, added, given)
                        + ". A connector that has found new tables, topics or files does so, and one that has not found its offsets"
                        + " and starts from scratch",
                "Look whether it copies again what the source has copied; if so, stop it, and bring the connector back with"
                        + " rollback(plan)");
    }
}
