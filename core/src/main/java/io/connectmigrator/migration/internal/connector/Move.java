package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.internal.Redaction;
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
 * @param later what shows in offsets that are committed during the move
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
        LaterFindings later) {

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
                LaterFindings.NONE);
    }

    /** {@return the same move, of which the plan's hook is told in which run it is} */
    public Move inRun(String id) {
        return new Move(
                source,
                target,
                sourceConfig,
                targetConfig,
                sharedOffsets,
                isWayBack,
                existingOffsets,
                emptyOffsets,
                hooks.inRun(id),
                settle,
                crossing,
                transformation,
                later);
    }

    /** {@return whether offsets that were found on the target may be the very ones that the source has} */
    public boolean mayBeThoseOfSource(OffsetSnapshot found) {
        return crossing == null && target.offsets().mayBeThoseOfSource(found);
    }

    /** {@return the offsets that the target is given if these are those of the source} */
    public OffsetSnapshot given(OffsetSnapshot offsets) {
        return transformation == null ? offsets : transformation.of(offsets);
    }

    /** {@return the text without any value of the two configs} */
    public String withoutSecrets(String text) {
        List<String> secrets = new ArrayList<>(Redaction.secretsOf(sourceConfig.toMap()));
        secrets.addAll(Redaction.secretsOf(targetConfig.toMap()));
        return Redaction.scrub(text, secrets);
    }
}
