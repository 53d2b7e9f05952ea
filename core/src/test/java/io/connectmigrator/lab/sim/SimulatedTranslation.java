package io.connectmigrator.lab.sim;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Evidence;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates offsets between two simulated Kafka clusters, whose mirror copies every record after a while. */
public final class SimulatedTranslation implements OffsetTranslation {

    private static final long MIRROR_TAKES = 300_000_000;

    private final SimulatedProcess process;
    private final SimulatedKafka from;
    private final SimulatedKafka to;
    private final Map<Position, Long> firstSeen;
    private final Told told;
    private final List<TranslationFinding> findings = new ArrayList<>();

    /** Translates for a process from one Kafka cluster, or its mirror, to the other. */
    public SimulatedTranslation(SimulatedProcess process, SimulatedKafka from, SimulatedKafka to) {
        this(process, from, to, new HashMap<>(), new Told());
    }

    private SimulatedTranslation(
            SimulatedProcess process,
            SimulatedKafka from,
            SimulatedKafka to,
            Map<Position, Long> firstSeen,
            Told told) {
        this.process = process;
        this.from = from;
        this.to = to;
        this.firstSeen = firstSeen;
        this.told = told;
    }

    /** The verdict that a test wants, in both directions, and the text of its evidence. */
    private static final class Told {

        private @Nullable Verdict verdict;
        private String text = "";
    }

    /** Lets every offset have this verdict from now on, on the way back too. */
    public void answer(Verdict verdict) {
        answer(verdict, "the test says so");
    }

    /** Does the same with this evidence. */
    public void answer(Verdict verdict, String evidence) {
        told.verdict = verdict;
        told.text = evidence;
    }

    /** Lets offsets have the verdicts again that they have by the numbers of records. */
    public void answerTruly() {
        told.verdict = null;
    }

    /** Lets it find something before a sink is touched. */
    public void find(TranslationFinding finding) {
        findings.add(finding);
    }

    @Override
    public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
        String kind = "translate offsets of " + sink;
        Fault fault = process.point(kind);
        try {
            process.await(() -> false, Duration.ofMillis(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(kind);
        }
        if (fault == Fault.FAILS_BEFORE || fault == Fault.FAILS_AFTER) {
            throw failed(kind);
        }
        if (fault == Fault.FAILS_WITH_ERROR) {
            throw new NoSuchMethodError(kind);
        }
        TranslatedSnapshot translated = new TranslatedSnapshot(
                offsets.offsets().stream().map(this::translated).toList());
        process.point(kind + " answered");
        return translated;
    }

    private static OffsetTransportException failed(String kind) {
        return new OffsetTransportException("to " + kind + " failed", "Look at the brokers", null);
    }

    private TranslatedOffset translated(ConnectorOffset offset) {
        Map<String, ?> value = offset.offset() == null ? Map.of() : offset.offset();
        Position position = new Position(
                String.valueOf(offset.partition().get("kafka_topic")),
                Integer.parseInt(String.valueOf(offset.partition().get("kafka_partition"))),
                Long.parseLong(String.valueOf(value.get("kafka_offset"))));
        long now = process.time().now();
        if (told.verdict != null) {
            return translated(position, told.verdict);
        }
        boolean isMirrored = now - firstSeen.computeIfAbsent(position, first -> now) >= MIRROR_TAKES;
        Evidence evidence = new Evidence(Way.OTHER, 1, 0, "its number is known");
        return isMirrored
                ? new TranslatedOffset(position, there(position), Verdict.EXACT, 0, evidence)
                : new TranslatedOffset(position, null, Verdict.NOT_MIRRORED, -1, evidence);
    }

    private TranslatedOffset translated(Position position, Verdict verdict) {
        boolean isFound = verdict == Verdict.AT_LEAST_ONCE;
        Evidence evidence = new Evidence(Way.OTHER, 0, 0, told.text);
        return new TranslatedOffset(position, isFound ? there(position) : null, verdict, isFound ? 2 : -1, evidence);
    }

    private Position there(Position position) {
        return new Position(
                to.copy(from.original(position.topic())),
                position.partition(),
                position.offset() - from.shift() + to.shift());
    }

    @Override
    public TranslatedSnapshot translateEnds(Set<String> topics) {
        Verdict verdict = told.verdict;
        return new TranslatedSnapshot(
                verdict == null
                        ? List.of()
                        : topics.stream()
                                .map(topic -> translated(new Position(topic, 0, 0), verdict))
                                .toList());
    }

    @Override
    public List<TranslationFinding> examine(OffsetOwner source, OffsetOwner target, OffsetSnapshot offsets) {
        return List.copyOf(findings);
    }

    @Override
    public List<TranslationFinding> examineEnds(Set<String> topics) {
        return List.copyOf(findings);
    }

    @Override
    public Optional<String> counterpart(String topic) {
        return Optional.of(to.copy(from.original(topic)));
    }

    /** {@return the id of the cluster that the first of the brokers is named after} */
    @Override
    public Optional<String> kafkaClusterIdOf(String bootstrapServers) {
        return Stream.of(from.id(), to.id())
                .filter(id -> bootstrapServers.startsWith(id + ":"))
                .findFirst();
    }

    @Override
    public OffsetTranslation reversed() {
        return new SimulatedTranslation(process, to, from, firstSeen, told);
    }

    @Override
    public String toString() {
        return "mirror";
    }
}
