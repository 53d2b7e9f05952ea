package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredRecord;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice;
import io.connectmigrator.report.TransportChoice.Via;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Picks the transport that loses nothing. */
public final class Transports {

    /** There is nothing to carry. */
    public static final TransportChoice SHARED =
            new TransportChoice(Via.SHARED, "nothing", "both sides have the same offsets at the same place");

    private Transports() {}

    public static TransportChoice reading(CopyOffsets source) {
        return source.given()
                .map(given ->
                        new TransportChoice(Via.CONFIGURED, given.describe(source.owner()), "it shows every byte"))
                .orElseGet(() -> onlyRest(source));
    }

    /** {@return what writes a snapshot undamaged; a connector that takes part in changes, of which it is asked, is told in any case} */
    public static TransportChoice writing(CopyOffsets target, OffsetSnapshot snapshot) {
        return writing(target, snapshot, () -> target.takesPartInChangesTo(snapshot));
    }

    /** {@return what would write a snapshot to a connector that does not take part} */
    static TransportChoice writingUnasked(CopyOffsets target, OffsetSnapshot snapshot) {
        return writing(target, snapshot, () -> false);
    }

    private static TransportChoice writing(CopyOffsets target, OffsetSnapshot snapshot, BooleanSupplier takesPart) {
        if (target.given().isEmpty()) {
            requireNotDamaged(target, snapshot);
            return onlyRest(target);
        }
        String given = target.given().get().describe(target.owner());
        Optional<String> obstacle = obstacleOfWorkers(target).or(() -> obstacleOfOffsets(snapshot));
        if (obstacle.isEmpty()) {
            return new TransportChoice(
                    Via.REST, target.rest().toString(), "it stores every offset in the bytes that it had");
        }
        return takesPart.getAsBoolean()
                ? new TransportChoice(
                        Via.REST_AND_CONFIGURED,
                        target.rest() + ", then " + given,
                        obstacle.get() + ", and the connector itself takes part in changes of its offsets")
                : new TransportChoice(Via.CONFIGURED, given, obstacle.get());
    }

    /** {@return what writes offsets of a connector whose plugin the workers lack, which they refuse to} */
    public static TransportChoice pastTheWorkers(CopyOffsets target) {
        return target.given()
                .map(given -> new TransportChoice(
                        Via.CONFIGURED, given.describe(target.owner()), "the workers lack the plugin of the connector"))
                .orElseGet(() -> onlyRest(target));
    }

    private static TransportChoice onlyRest(CopyOffsets copy) {
        return new TransportChoice(
                Via.REST, copy.rest().toString(), "the client of the cluster was given nothing else");
    }

    private static Optional<String> obstacleOfWorkers(CopyOffsets target) {
        if (!target.capabilities().alterOffsets()) {
            return Optional.of("workers before 3.6 cannot alter offsets over REST");
        }
        if (!target.isWithinReachOfWorkers()) {
            return Optional.of("workers alter the group of their admin client's brokers, and the sink has other ones");
        }
        return target.precedeTheConnector()
                ? Optional.of("workers before 3.7 start what they create, so the offsets must be there before it")
                : Optional.empty();
    }

    private static Optional<String> obstacleOfOffsets(OffsetSnapshot snapshot) {
        if (!snapshot.unlisted().isEmpty()) {
            return Optional.of("REST would leave out " + snapshot.unlisted().get(0));
        }
        return first(snapshot, offset -> offset.stored() != null && !offset.survivesRest())
                .map(offset -> "REST would store " + offset + " in other bytes");
    }

    /** Values may be printed anew, which means the same; under another key they are not found. */
    private static void requireNotDamaged(CopyOffsets target, OffsetSnapshot snapshot) {
        Optional<String> damage = snapshot.unlisted().stream()
                .findFirst()
                .map(StoredRecord::toString)
                .or(() -> first(snapshot, Transports::losesByRest).map(ConnectorOffset::toString));
        if (damage.isPresent()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NEED_TRANSPORT,
                    "REST would damage offsets of '" + target.owner() + "', such as " + damage.get()
                            + ", and the client of the cluster to write to was given nothing else",
                    "Give that client the cluster's offset topic with offsetTransport(KafkaOffsets…)"));
        }
    }

    private static boolean losesByRest(ConnectorOffset offset) {
        if (offset.stored() instanceof StoredRecord record) {
            return !record.hasKeyOfRest();
        }
        return offset.stored() != null && !offset.survivesRest();
    }

    private static Optional<ConnectorOffset> first(OffsetSnapshot snapshot, Predicate<ConnectorOffset> condition) {
        return snapshot.offsets().stream().filter(condition).findFirst();
    }
}
