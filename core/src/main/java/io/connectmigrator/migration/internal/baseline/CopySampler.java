package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.ReadableTopics;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.BaselineSample;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.OffsetRange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes samples of one copy of a connector. What cannot be read is noted, and keeps nothing else from being read. */
public final class CopySampler {

    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    private final ConnectorCopy copy;
    private final ConnectorConfig config;
    private final ClusterFacts cluster;
    private final ReadableTopics readable;
    private final Function<ReadableTopics, Optional<ClusterTopics>> ofWorkers;
    private final UnaryOperator<String> withoutSecrets;
    private final Clock clock;
    private final Waiting waiting;

    private CopySampler(
            ConnectorCopy copy,
            ConnectorConfig config,
            ClusterFacts cluster,
            Function<ReadableTopics, Optional<ClusterTopics>> ofWorkers,
            CheckContext checkContext,
            UnaryOperator<String> withoutSecrets,
            Clock clock,
            Waiting waiting) {
        this.copy = copy;
        this.config = config;
        this.cluster = cluster;
        this.readable = new ReadableTopics(checkContext);
        this.ofWorkers = ofWorkers;
        this.withoutSecrets = withoutSecrets;
        this.clock = clock;
        this.waiting = waiting;
    }

    /** {@return what takes samples of the source of a move} */
    public static CopySampler ofSource(CheckContext context, Move move, Clock clock, Waiting waiting) {
        ClusterFacts cluster = context.sourceCluster();
        Function<ReadableTopics, Optional<ClusterTopics>> topics = ReadableTopics::ofSource;
        return new CopySampler(
                move.source(), move.sourceConfig(), cluster, topics, context, move::withoutSecrets, clock, waiting);
    }

    /** {@return what takes samples of the target of a move} */
    public static CopySampler ofTarget(CheckContext context, Move move, Clock clock, Waiting waiting) {
        ClusterFacts cluster = context.targetCluster();
        Function<ReadableTopics, Optional<ClusterTopics>> topics = ReadableTopics::ofTarget;
        return new CopySampler(
                move.target(), move.targetConfig(), cluster, topics, context, move::withoutSecrets, clock, waiting);
    }

    /** Takes a sample, for no longer than until the deadline if what it reads can be interrupted. */
    Reading take(Waiting.Deadline deadline) {
        Instant at = clock.instant();
        long nanos = waiting.nanoTime();
        List<String> unread = new ArrayList<>();
        Notes notes = new Notes(unread, deadline);
        ConnectorStatus status =
                notes.read("its status", () -> cluster.watched(copy)).orElse(null);
        if (status == null && unread.isEmpty()) {
            unread.add("its status: the workers show none");
        }
        OffsetSnapshot offsets = notes.read(
                        "its offsets", () -> Optional.of(copy.offsets().peek()))
                .orElse(null);
        Optional<Map<ConnectorOffset, Long>> lags = offsets == null
                ? Optional.empty()
                : notes.read("how far it is behind", () -> backlog().lags(offsets));
        BaselineSample sample = new BaselineSample(
                at,
                status == null ? null : status.state().name(),
                status == null ? null : status.workerId(),
                status == null ? null : cause(status.trace()),
                status == null
                        ? List.of()
                        : status.tasks().stream().map(this::task).toList(),
                offsets == null ? null : offsets.size(),
                lags.map(CopySampler::sum).orElse(null),
                notes.read("its dead letters", this::deadLetters).orElse(null),
                unread);
        return new Reading(sample, nanos, offsets, lags.orElse(Map.of()));
    }

    private BaselineSample.Task task(TaskStatus task) {
        return new BaselineSample.Task(task.id(), task.state().name(), task.workerId(), cause(task.trace()));
    }

    private @Nullable String cause(@Nullable String trace) {
        return trace == null
                ? null
                : withoutSecrets.apply(trace).lines().findFirst().orElse("");
    }

    private boolean isSink() {
        return copy.offsets().owner().kind() == OffsetOwner.Kind.SINK;
    }

    private Backlog backlog() {
        return Backlog.of(isSink(), config, ofWorkers.apply(readable), readable::find);
    }

    private static long sum(Map<ConnectorOffset, Long> lags) {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Only for sinks have workers such a topic, and it is in the Kafka cluster under them. */
    private Optional<Long> deadLetters() {
        String topic = config.getOrDefault(DEAD_LETTERS, "");
        if (topic.isEmpty() || !isSink()) {
            return Optional.empty();
        }
        return ofWorkers
                .apply(readable)
                .map(topics -> topics.ranges(Set.of(topic)).getOrDefault(topic, List.of()).stream()
                        .mapToLong(OffsetRange::end)
                        .sum());
    }

    /** What could not be read in one sample. */
    private record Notes(List<String> unread, Waiting.Deadline deadline) {

        <T> Optional<T> read(String what, Supplier<Optional<T>> reading) {
            try {
                return reading.get();
            } catch (Throwable e) {
                unread.add(what + ": "
                        + (deadline.expired()
                                ? "there was no answer in time"
                                : Failures.problem(e).message()));
                return Optional.empty();
            }
        }
    }
}
