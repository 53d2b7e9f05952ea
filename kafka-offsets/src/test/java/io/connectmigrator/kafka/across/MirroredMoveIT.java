package io.connectmigrator.kafka.across;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Running sinks that are moved across Kafka clusters behind a MirrorMaker that is held up, and how long they are down. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MirroredMoveIT {

    private static final int ROUNDS = 7;
    private static final int OWN = 7;

    private final Laboratory lab;
    private final MovingSinks sinks;
    private final MirrorMaker mirror;
    private final KafkaBridge bridge;

    MirroredMoveIT(Laboratory lab) {
        this.lab = lab;
        this.sinks = MovingSinks.start(lab);
        this.mirror = lab.mirrorMaker("moves", sinks.here(), sinks.there())
                .sameNames()
                .topics(sinks.topic())
                .start();
        this.bridge = sinks.bridge(mirror.sourceAlias(), mirror.targetAlias());
    }

    @AfterAll
    void stop() {
        mirror.close();
        sinks.close();
    }

    @Test
    void a_mirror_that_halts_after_the_sink_was_let_go_brings_it_back_and_the_next_run_catches_up() {
        Path output = sinks.run("halted");
        MovingSinks.awaitMore(output);
        Migrator hasty =
                Migrator.builder().downtimeBudget(Duration.ofSeconds(4)).build();
        MigrationPlan plan = sinks.plan("halted")
                .across(bridge)
                .beforeQuiesce(
                        cutover -> {
                            mirror.suspend();
                            MovingSinks.awaitMore(output);
                        },
                        cutover -> {})
                .build();

        ConnectorReport undone = hasty.migrate(plan).connectors().get(0);

        assertThat(undone.outcome()).as("%s", undone.problems()).isEqualTo(new Undone(MigrationStep.TRANSLATE));
        assertThat(sinks.to().findConnector("halted")).isEmpty();
        assertThat(committedThere("halted")).isFalse();
        TestedConnector.assertState(sinks.from(), "halted", ConnectorState.RUNNING);
        MovingSinks.awaitMore(output);

        mirror.wake();
        ConnectorReport moved = hasty.migrate(
                        sinks.plan("halted").across(bridge).build())
                .connectors()
                .get(0);

        assertThat(moved.outcome()).as("%s", moved.problems()).isInstanceOf(Moved.class);
        MovingSinks.awaitMore(output);
        MovingSinks.assertExactlyOnce(output);
        System.out.println("ACROSS mirror suspended: undone at " + undone.outcome() + " in " + undone.downtime()
                + ", then moved, down for " + moved.downtime());
    }

    private boolean committedThere(String sink) {
        try (var admin = sinks.there().admin()) {
            return !admin.listConsumerGroupOffsets("connect-" + sink)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .isEmpty();
        } catch (Exception e) {
            throw new AssertionError("listing the offsets of " + sink, e);
        }
    }

    @Test
    void records_that_only_the_copy_has_are_named_and_the_way_back_needs_the_word_of_the_plan() {
        Path output = sinks.run("back");
        MovingSinks.awaitMore(output);
        MigrationPlan plan = sinks.plan("back").across(bridge).build();
        Migrator migrator = Migrator.create();
        assertThat(migrator.migrate(plan).connectors().get(0).outcome()).isInstanceOf(Moved.class);
        MovingSinks.awaitMore(output);
        sinks.stopWriting();
        awaitRecords(output, 0);
        writeOwn();
        awaitRecords(output, OWN);

        ConnectorReport refused = migrator.rollback(plan).connectors().get(0);
        ConnectorReport back = migrator.rollback(sinks.plan("back")
                        .across(bridge)
                        .exactness(Exactness.AT_LEAST_ONCE)
                        .build())
                .connectors()
                .get(0);
        sinks.goOnWriting();
        MovingSinks.awaitMore(output);

        System.out.println("ACROSS back after " + OWN + " records that only the copy has: " + refused.problems() + "; "
                + back.translation());
        assertThat(refused.outcome()).isEqualTo(new Undone(MigrationStep.TRANSLATE));
        assertThat(refused.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.OFFSETS_TRANSLATED_INEXACTLY)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(OWN + " records"));
        assertThat(back.outcome()).as("%s", back.problems()).isInstanceOf(RolledBack.class);
        List<TranslatedOffset> inexact = requireNonNull(back.translation()).with(Verdict.AT_LEAST_ONCE);
        assertThat(inexact)
                .singleElement()
                .satisfies(offset -> assertThat(offset.evidence().text()).contains(OWN + " records"));
        MovingSinks.assertExactlyOnce(output);
    }

    /** Waits until the sink has read all that the source has written, and so many others. */
    private void awaitRecords(Path output, long others) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(SequenceReader.sinkFile(output).records())
                        .isEqualTo(others
                                + lab.reader(sinks.here()).topic(sinks.topic()).records()));
    }

    /** Writes a sequence that no mirror copies back. */
    private void writeOwn() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", sinks.there().bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < OWN; i++) {
                var unused = producer.send(new ProducerRecord<>(sinks.topic(), 0, "own", Integer.toString(i)));
            }
        }
    }

    @Test
    void a_sink_is_down_hardly_longer_than_one_that_stays_on_its_kafka() {
        ConnectClient beside = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        List<Duration> plain = new ArrayList<>();
        List<Duration> across = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(downtime(
                    "plain-" + round,
                    MigrationPlan.builder()
                            .from(sinks.from())
                            .to(beside)
                            .connectors("plain-" + round)
                            .build()));
            beside.deleteConnector("plain-" + round);
            across.add(downtime(
                    "across-" + round,
                    sinks.plan("across-" + round).across(bridge).build()));
            sinks.to().deleteConnector("across-" + round);
        }

        System.out.println("ACROSS down, medians of " + ROUNDS + " moves each in turn: on one Kafka cluster "
                + median(plain) + ", to another one " + median(across) + "; " + plain + ", " + across);
        assertThat(median(across)).isLessThan(Duration.ofSeconds(5));
    }

    private Duration downtime(String sink, MigrationPlan plan) {
        Path output = sinks.run(sink);
        MovingSinks.awaitMore(output);
        ConnectorReport report = Migrator.create().migrate(plan).connectors().get(0);
        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        MovingSinks.awaitMore(output);
        MovingSinks.assertExactlyOnce(output);
        sinks.from().deleteConnector(sink);
        return requireNonNull(report.downtime());
    }

    private static Duration median(List<Duration> each) {
        return each.stream().sorted().toList().get(each.size() / 2);
    }
}
