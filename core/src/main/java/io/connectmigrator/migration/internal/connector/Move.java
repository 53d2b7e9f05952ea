package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.internal.Redaction;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connector on its way: where it is, where it goes, and what the plan says about it. Made anew from the plan and
 * the clusters whenever it is needed, since it holds configs, which may hold secrets.
 *
 * @param source where the connector is
 * @param target where it goes
 * @param sourceConfig its config on the source
 * @param targetConfig its config on the target
 * @param sharedOffsets whether both sides have the same offsets anyway
 * @param isWayBack whether it brings a connector back, so that the target is the original
 * @param hooks what calls the plan's hooks
 * @param settle for how long what was created must be left alone before the source is touched
 * @param crossing how it comes to another Kafka cluster, or null if it stays on its own
 * @param transformation what the plan changes in its offsets, or null if they move as they are
 * @param conflicts what is done about a partition that the target gets from two sources
 * @param later what shows in offsets that are committed during the move
 * @param unit the moves that are made together with it, or null before it is {@linkplain MoveUnit united} with them
 * @param index its index among them
 */
public record Move(
        ConnectorCopy source,
        ConnectorCopy target,
        ConnectorConfig sourceConfig,
        ConnectorConfig targetConfig,
        boolean sharedOffsets,
        boolean isWayBack,
        ExistingOffsets existingOffsets,
        EmptyOffsets emptyOffsets,
        MoveHooks hooks,
        Duration settle,
        @Nullable Crossing crossing,
        @Nullable Transformation transformation,
        Conflicts conflicts,
        LaterFindings later,
        @Nullable MoveUnit unit,
        int index) {

    /** A move that is not united with others. */
    Move(
            ConnectorCopy source,
            ConnectorCopy target,
            ConnectorConfig sourceConfig,
            ConnectorConfig targetConfig,
            boolean sharedOffsets,
            boolean isWayBack,
            ExistingOffsets existingOffsets,
            EmptyOffsets emptyOffsets,
            MoveHooks hooks,
            Duration settle,
            @Nullable Crossing crossing,
            @Nullable Transformation transformation,
            Conflicts conflicts,
            LaterFindings later) {
        this(
                source,
                target,
                sourceConfig,
                targetConfig,
                sharedOffsets,
                isWayBack,
                existingOffsets,
                emptyOffsets,
                hooks,
                settle,
                crossing,
                transformation,
                conflicts,
                later,
                null,
                0);
    }

    /** {@return the way back: from the target to the source, carrying whatever offsets there are} */
    Move reversed() {
        return new Move(
                target.thatMayBeAbsent(),
                source,
                targetConfig,
                sourceConfig,
                sharedOffsets,
                true,
                ExistingOffsets.REPLACE,
                EmptyOffsets.ALLOW,
                hooks.reversed(),
                Duration.ZERO,
                crossing == null ? null : crossing.reversed(),
                null,
                conflicts,
                LaterFindings.NONE);
    }

    /** {@return the same move, of which the plan's hook is told in which run it is} */
    public Move inRun(String id) {
        return with(hooks.inRun(id), unit, index);
    }

    Move in(MoveUnit united, int position) {
        return with(hooks, united, position);
    }

    private Move with(MoveHooks otherHooks, @Nullable MoveUnit united, int position) {
        return new Move(
                source,
                target,
                sourceConfig,
                targetConfig,
                sharedOffsets,
                isWayBack,
                existingOffsets,
                emptyOffsets,
                otherHooks,
                settle,
                crossing,
                transformation,
                conflicts,
                later,
                united,
                position);
    }

    /** {@return whether the offsets of its source are those of a sink, and other ones in the Kafka cluster to which it comes} */
    public boolean isTranslated() {
        return crossing != null && source.offsets().owner().kind() == OffsetOwner.Kind.SINK;
    }

    /** {@return whether its connector moves by itself} */
    public boolean isAlone() {
        return unit == null || unit.isOne();
    }

    /** {@return whether it leads all that are made together with it} */
    public boolean leads() {
        return index == 0;
    }

    /** {@return whether it is the one of the moves from its source that quiesces and reads it} */
    public boolean leadsSource() {
        return unit == null || unit.leadOfSource(index) == index;
    }

    /** {@return whether it is the one of the moves to its target that creates, writes and starts it} */
    public boolean leadsTarget() {
        return unit == null || unit.leadOfTarget(index) == index;
    }

    /**
     * {@return the moves that lead the sources of the unit}
     *
     * @param progress what this one has reached
     */
    public List<MoveUnit.Reached> sources(Progress progress) {
        return all(progress).stream().filter(each -> each.move().leadsSource()).toList();
    }

    /**
     * {@return the moves that lead the targets of the unit}
     *
     * @param progress what this one has reached
     */
    public List<MoveUnit.Reached> targets(Progress progress) {
        return all(progress).stream().filter(each -> each.move().leadsTarget()).toList();
    }

    /**
     * {@return the moves that bring offsets to its target}
     *
     * @param progress what this one has reached
     */
    public List<MoveUnit.Reached> toItsTarget(Progress progress) {
        return all(progress).stream()
                .filter(each -> each.move().target().isSameAs(target))
                .toList();
    }

    /**
     * {@return the move that leads its source}
     *
     * @param progress what this one has reached
     */
    public MoveUnit.Reached leadOfSource(Progress progress) {
        return leadsSource() || unit == null
                ? new MoveUnit.Reached(this, progress)
                : unit.reached(unit.leadOfSource(index));
    }

    private List<MoveUnit.Reached> all(Progress progress) {
        MoveUnit.Reached own = new MoveUnit.Reached(this, progress);
        return unit == null
                ? List.of(own)
                : unit.all().stream()
                        .map(each -> each.move().index == index ? own : each)
                        .toList();
    }

    /** {@return whether offsets that were found on the target may be the very ones that the source has} */
    public boolean mayBeThoseOfSource(OffsetSnapshot found) {
        return crossing == null && target.offsets().mayBeThoseOfSource(found);
    }

    /** {@return those of the source's offsets that go to this target} */
    public OffsetSnapshot share(OffsetSnapshot offsets) {
        return transformation == null ? offsets : transformation.share(offsets);
    }

    /** {@return what becomes of the share} */
    public OffsetSnapshot transformed(OffsetSnapshot share) {
        return transformation == null ? share : transformation.of(share);
    }

    /** {@return the offsets that this move brings to the target if these are those of the source} */
    public OffsetSnapshot given(OffsetSnapshot offsets) {
        return transformed(share(offsets));
    }

    /** {@return the text without any value of the two configs} */
    public String withoutSecrets(String text) {
        List<String> secrets = new ArrayList<>(Redaction.secretsOf(sourceConfig.toMap()));
        secrets.addAll(Redaction.secretsOf(targetConfig.toMap()));
        return Redaction.scrub(text, secrets);
    }
}
