package io.connectmigrator.migration.internal.state;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.report.MigrationStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the moves of a unit have reached in one direction: one progress for each, in their order. The first move leads. A connector that
 * moves by itself is a unit of one move. Immutable.
 */
public final class UnitProgress {

    private final List<Progress> all;

    private UnitProgress(List<Progress> all) {
        this.all = List.copyOf(all);
    }

    public static UnitProgress of(List<Progress> all) {
        return new UnitProgress(all);
    }

    /** {@return the progress of this many moves that have not begun} */
    public static UnitProgress nothingYet(int moves) {
        return new UnitProgress(Collections.nCopies(moves, Progress.NOTHING_YET));
    }

    public List<Progress> all() {
        return all;
    }

    public Progress of(int move) {
        return all.get(move);
    }

    /** {@return the progress of the move that leads} */
    public Progress lead() {
        return all.get(0);
    }

    public int size() {
        return all.size();
    }

    /** {@return this with another progress of one move} */
    public UnitProgress with(int move, Progress reached) {
        List<Progress> changed = new ArrayList<>(all);
        changed.set(move, reached);
        return new UnitProgress(changed);
    }

    /** {@return this after the same change to the progress of every move} */
    public UnitProgress with(Consumer<Progress.Draft> change) {
        return new UnitProgress(all.stream().map(each -> each.with(change)).toList());
    }

    /** {@return whether a condition holds for any move} */
    public boolean any(Predicate<Progress> condition) {
        return all.stream().anyMatch(condition);
    }

    /** {@return the last step that is complete for all moves, or null before the first} */
    @Nullable
    public MigrationStep completed() {
        return lead().completed();
    }

    /** {@return whether the unit is going back} */
    public boolean undoing() {
        return any(Progress::undoing);
    }

    /** {@return whether a connector on the target is, or may be, of our making} */
    public boolean targetCreated() {
        return any(Progress::targetCreated);
    }

    /** {@return whether a target may have been asked to run: from here on it may have copied records} */
    public boolean targetResumed() {
        return any(Progress::targetResumed);
    }

    /** {@return whether a target may run, or may have run: everything but that can still be undone} */
    public boolean targetMayRun() {
        return any(Progress::targetMayRun);
    }

    /** {@return whether a copy that runs may have been touched} */
    public boolean hasStarted() {
        return any(Progress::hasStarted);
    }

    /** {@return whether a target was given other offsets than its source had} */
    public boolean isTranslated() {
        return any(Progress::isTranslated);
    }

    /** {@return when the first source was asked to pause, or null if that has not happened} */
    @Nullable
    public Instant downSince() {
        return all.stream()
                .map(Progress::downSince)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** {@return whether every target that was started was seen to commit offsets of its own} */
    public boolean movedOn() {
        return any(Progress::movedOn)
                && all.stream().filter(Progress::targetResumed).allMatch(Progress::movedOn);
    }

    /** {@return from the pause of the first source until the last target was seen to run, or null if either has not happened} */
    @Nullable
    public Duration downtime() {
        Instant since = downSince();
        return lastStarted().with(p -> p.downSince = since).downtime();
    }

    /** {@return what a move has reached, with what another move has seen of the target that both lead to} */
    public Progress told(int move) {
        Progress own = of(move);
        Progress last = lastStarted();
        return own.upSince() != null
                ? own
                : own.with(p -> {
                    p.upSince = last.upSince();
                    p.call.committedAt = last.call().committedAt();
                });
    }

    private Progress lastStarted() {
        return all.stream()
                .filter(each -> each.upSince() != null)
                .max(Comparator.comparing(each -> requireNonNull(each.upSince())))
                .orElse(lead());
    }
}
