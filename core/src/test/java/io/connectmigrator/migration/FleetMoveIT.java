package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Mirror;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One cluster is split into three while 12 connectors of several kinds are at work: sources, sinks and a mirror. */
@ExtendWith(SharedLaboratory.class)
class FleetMoveIT {

    private static final int SOURCES = 8;
    private static final int SINKS = 3;
    private static final String ZONE = "plant.zone";
    private static final List<String> ZONES = List.of("EU", "AM", "AS");
    private static final String MIRROR = "fleet-mirror";
    private static final String MIRRORED = source(0);
    private static final String UNLUCKY = source(6);

    private final Laboratory lab;
    private final ConnectClient legacy;
    private final Map<String, ConnectClient> regions;
    private final List<MigrationEvent> events = new CopyOnWriteArrayList<>();

    FleetMoveIT(Laboratory lab) {
        this.lab = lab;
        this.legacy = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.regions = Map.of(
                "EU", TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3)),
                "AM", TestedConnector.client(lab.cluster("target", KafkaVersion.V3_9)),
                "AS", TestedConnector.client(lab.cluster("target", KafkaVersion.V3_7)));
    }

    @AfterEach
    void delete() {
        deleteFrom(legacy);
        regions.values().forEach(FleetMoveIT::deleteFrom);
    }

    private static void deleteFrom(ConnectClient cluster) {
        cluster.listConnectors().stream()
                .filter(name -> name.startsWith("fleet-"))
                .forEach(cluster::deleteConnector);
    }

    @Test
    void a_pilot_moves_first_and_then_all_but_the_one_that_fails() {
        start();
        MigrationPlan plan = split();
        Migrator migrator = Migrator.builder().listener(events::add).build();
        assertThat(migrator.check(plan)).matches(MigrationCheck::passed);

        MigrationReport report = migrator.migrate(plan);

        assertThat(report.connectors()).hasSize(SOURCES + SINKS + 1);
        assertThat(report.connectors())
                .allMatch(connector -> connector.connector().equals(UNLUCKY)
                        ? connector.outcome().equals(new Undone(MigrationStep.CUT_OVER))
                        : connector.outcome() instanceof Moved);
        assertThat(report.connectors().stream().map(ConnectorReport::to).distinct())
                .hasSize(3);
        assertPilotWasFirst();
        TestedConnector.assertState(legacy, UNLUCKY, ConnectorState.RUNNING);
        awaitMoreOfEverything();
        assertExactlyOnce();
    }

    private void start() {
        for (int i = 0; i < SOURCES; i++) {
            legacy.createConnector(source(i), sourceConfig(i));
        }
        await().atMost(TestedConnector.DEADLINE)
                .until(() ->
                        IntStream.range(0, SOURCES).allMatch(i -> written(i).records() > 20));
        for (int i = 0; i < SINKS; i++) {
            legacy.createConnector(sink(i), sinkConfig(i));
        }
        legacy.createConnector(
                MIRROR,
                Mirror.config(lab.kafka(), lab.kafka(), List.of(MIRRORED)).with(ZONE, "EU"));
        // From now on their groups have offsets, and the mirror has some.
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> IntStream.range(0, SINKS)
                        .allMatch(i -> !legacy.listOffsets(sink(i)).isEmpty()));
        await().atMost(TestedConnector.DEADLINE).until(() -> mirrored().records() > 20);
    }

    private MigrationPlan split() {
        MigrationPlanBuilder plan = MigrationPlan.builder()
                .from(legacy)
                .connectorsMatching(connector -> connector.name().startsWith("fleet-"))
                .route(connector -> regions.get(connector.config().getOrDefault(ZONE, "")))
                .wave(source(0), source(1), sink(1))
                .waitsFor(MIRROR, MIRRORED)
                .onCutover((name, there) -> {
                    if (name.equals(UNLUCKY)) {
                        throw new IllegalStateException("the store says no");
                    }
                });
        for (int i = 0; i < SINKS; i++) {
            plan.waitsFor(sink(i), source(i));
        }
        return plan.build();
    }

    private void assertPilotWasFirst() {
        int second = indexOf(event -> event instanceof MigrationEvent.WaveStarted wave && wave.wave() == 2);
        List<String> before = events.subList(0, second).stream()
                .filter(MigrationEvent.ConnectorEnded.class::isInstance)
                .map(event -> ((MigrationEvent.ConnectorEnded) event).connector())
                .toList();
        assertThat(before).containsExactlyInAnyOrder(source(0), source(1), sink(1));
    }

    private int indexOf(Predicate<MigrationEvent> condition) {
        return IntStream.range(0, events.size())
                .filter(i -> condition.test(events.get(i)))
                .findFirst()
                .orElseThrow();
    }

    private void awaitMoreOfEverything() {
        List<Supplier<SequenceTally>> tallies = Stream.concat(
                        Stream.concat(
                                IntStream.range(0, SOURCES).mapToObj(i -> () -> written(i)),
                                IntStream.range(0, SINKS).mapToObj(i -> () -> read(i))),
                        Stream.<Supplier<SequenceTally>>of(this::mirrored))
                .toList();
        List<Long> enough =
                tallies.stream().map(tally -> tally.get().records() + 20).toList();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> IntStream.range(0, tallies.size())
                        .allMatch(i -> tallies.get(i).get().records() > enough.get(i)));
    }

    private void assertExactlyOnce() {
        for (int i = 0; i < SOURCES; i++) {
            assertThat(written(i)).as(source(i)).matches(SequenceTally::exactlyOnce);
        }
        for (int i = 0; i < SINKS; i++) {
            assertThat(read(i)).as(sink(i)).matches(SequenceTally::exactlyOnce);
        }
        assertThat(mirrored()).matches(SequenceTally::exactlyOnce);
    }

    private SequenceTally written(int number) {
        return lab.reader().topic(source(number));
    }

    private SequenceTally read(int number) {
        return SequenceReader.sinkFile(lab.file(sink(number)));
    }

    private SequenceTally mirrored() {
        return lab.reader().topic(Mirror.copyOf(MIRRORED));
    }

    private static String source(int number) {
        return "fleet-source-" + number;
    }

    private static String sink(int number) {
        return "fleet-sink-" + number;
    }

    private static ConnectorConfig sourceConfig(int number) {
        return in(number)
                .with("connector.class", "SequenceSource")
                .with("topic", source(number))
                .with("tasks.max", "1")
                .with("interval.ms", "50");
    }

    private ConnectorConfig sinkConfig(int number) {
        return in(number)
                .with("connector.class", "SequenceSink")
                .with("topics", source(number))
                .with("tasks.max", "1")
                .with("file", lab.file(sink(number)).toString());
    }

    private static ConnectorConfig in(int number) {
        return ConnectorConfig.empty().with(ZONE, ZONES.get(number % ZONES.size()));
    }
}
