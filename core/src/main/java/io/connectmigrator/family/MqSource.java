package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads messages from a queue. Keeps an offset only with a state queue and one task, which is exactly once. */
final class MqSource extends DescribedFamily {

    private static final Setting QUEUE_MANAGER = Setting.of("mq.queue.manager");
    private static final Setting QUEUE = Setting.of("mq.queue");
    private static final Setting STATE_QUEUE = Setting.of("mq.exactly.once.state.queue");
    private static final Setting TASKS = Setting.of("tasks.max").orDefault("1");

    MqSource() {
        super(
                "IBM MQ source",
                Set.of("com.ibm.eventstreams.connect.mqsource.MQSourceConnector"),
                List.of(
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                onBothSides(true, true).and(changes(STATE_QUEUE)),
                                "gets another mq.exactly.once.state.queue, which does not know the batch that was under way",
                                "Leave the state queue as it is"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                onBothSides(true, false).or(onBothSides(false, true)),
                                "changes between exactly once and at least once: it needs both"
                                        + " mq.exactly.once.state.queue and tasks.max=1 to be exactly once",
                                "Move it as it is, and change that before or after"),
                        Rule.warning(
                                ProblemCode.STATE_ELSEWHERE,
                                onBothSides(true, true),
                                "keeps the batch that is under way in its state queue",
                                "Make sure that no other connector has the same state queue, and that it is on the queue"
                                        + " manager of the target")));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return exactlyOnce(config)
                .flatMap(exactlyOnce -> exactlyOnce
                        ? queue(config).map(queue -> partition.equals(Map.of("source", queue)))
                        : Optional.of(false));
    }

    private static Optional<String> queue(ConnectorConfig config) {
        Optional<String> queue = QUEUE.known(config).filter(name -> !name.isEmpty());
        return QUEUE_MANAGER
                .known(config)
                .filter(name -> !name.isEmpty())
                .flatMap(manager -> queue.map(name -> manager + "/" + name));
    }

    @Override
    public boolean needsNoOffsets(ConnectorConfig config) {
        return exactlyOnce(config).equals(Optional.of(false));
    }

    private static Predicate<FamilyMove> onBothSides(boolean source, boolean target) {
        return move -> exactlyOnce(move.sourceConfig()).equals(Optional.of(source))
                && exactlyOnce(move.targetConfig()).equals(Optional.of(target));
    }

    /** {@return whether it is exactly once; empty if the number of tasks is not known} */
    private static Optional<Boolean> exactlyOnce(ConnectorConfig config) {
        return STATE_QUEUE.isSet(config) ? TASKS.known(config).map("1"::equals) : Optional.of(false);
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its queue", "its state queue if it delivers exactly once");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return exactlyOnce(config)
                .map(exactlyOnce -> exactlyOnce ? OffsetPartitioning.INDIVISIBLE : OffsetPartitioning.NONE);
    }

    @Override
    Optional<String> indivisible(ConnectorConfig config) {
        return Optional.of("reads one queue, and what it has read is gone from there");
    }
}
