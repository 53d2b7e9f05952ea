package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.offset.Partitions;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What sinks read by regular expressions is compared with the topics that brokers have, also those without an offset. */
class TopicsOfUnitsTest extends SimulatedClusters {

    private final KeptTopics topics = new KeptTopics();

    private void run(String name, String key, String read) {
        simulation.run(source, name, Map.of("connector.class", "SimulatedSink", key, read, "tasks.max", "1"));
    }

    private ConnectClient reading() {
        return process.client(source).topics(topics).build();
    }

    private static MigrationPlan merging(ConnectClient cluster) {
        return allowing(MigrationPlan.builder().from(cluster).to(cluster))
                .merge("all", "fr", "de")
                .build();
    }

    private static MigrationPlan splitting(ConnectClient cluster, String eu, String us) {
        return allowing(MigrationPlan.builder().from(cluster).to(cluster))
                .split(
                        "stock",
                        parts -> parts.into(
                                        "stock-eu",
                                        Partitions.topicsMatching("eu.*"),
                                        config -> config.with("topics.regex", eu))
                                .into(
                                        "stock-us",
                                        Partitions.topicsMatching("us.*"),
                                        config -> config.with("topics.regex", us)))
                .build();
    }

    private List<Problem> found(MigrationPlan plan, ProblemCode code) {
        return check(plan).problems().stream()
                .filter(problem -> problem.code() == code)
                .toList();
    }

    private static void assertNaming(List<Problem> found, Severity severity, String... texts) {
        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(severity);
            assertThat(problem.message()).contains(texts);
        });
    }

    private void runTwo() {
        run("fr", "topics.regex", "fr|.*\\.returns");
        run("de", "topics.regex", "de|eu\\..*");
    }

    private void runOne() {
        run("stock", "topics.regex", "eu|us|.*\\.fruit");
    }

    @Test
    void a_topic_without_an_offset_that_two_members_read_is_refused_by_its_name() {
        runTwo();
        topics.topic("fr", 1).topic("de", 1).topic("eu.returns", 1).topic("us.returns", 1);

        assertNaming(
                found(merging(reading()), ProblemCode.COVERAGE_OVERLAPS),
                Severity.ERROR,
                "'fr', 'de' read the same topic 'eu.returns', so");
    }

    @Test
    void members_that_read_no_topic_together_that_is_there_are_merged() {
        runTwo();
        topics.topic("fr", 1).topic("de", 1).topic("us.returns", 1);

        assertThat(found(merging(reading()), ProblemCode.COVERAGE_OVERLAPS)).isEmpty();
    }

    @Test
    void over_rest_alone_it_is_said_that_the_topics_could_not_be_asked_for() {
        runTwo();

        assertNaming(
                found(merging(client(source)), ProblemCode.COVERAGE_OVERLAPS),
                Severity.WARNING,
                "not known",
                "the topics of their Kafka cluster could not be looked up");
        topics.fail(new IllegalStateException("no broker answers"));
        assertNaming(
                found(merging(reading()), ProblemCode.COVERAGE_OVERLAPS),
                Severity.WARNING,
                "the topics of their Kafka cluster could not be looked up");
    }

    @Test
    void a_topic_that_the_config_of_the_plan_leaves_out_is_named() {
        runTwo();
        topics.topic("fr", 1).topic("us.returns", 1);
        MigrationPlan plan = allowing(MigrationPlan.builder().from(reading()).to(reading()))
                .merge("all", "fr", "de")
                .mergedConfig(
                        (name, configs) -> configs.values().iterator().next().with("topics.regex", "fr|de|eu\\..*"))
                .build();

        assertNaming(found(plan, ProblemCode.COVERAGE_LOST), Severity.ERROR, "'fr'", "'us.returns'");
    }

    @Test
    void a_topic_that_no_part_of_a_split_reads_is_named() {
        runOne();
        topics.topic("eu", 1).topic("us", 1).topic("jp.fruit", 1).topic("kr.fruit", 1);

        assertNaming(
                found(splitting(reading(), "eu.*", "us.*"), ProblemCode.COVERAGE_LOST),
                Severity.ERROR,
                "'jp.fruit', 'kr.fruit'");
    }

    @Test
    void a_topic_that_two_parts_of_a_split_read_is_named() {
        runOne();
        topics.topic("eu", 1).topic("us", 1).topic("us.eu.fruit", 1);

        assertNaming(
                found(splitting(reading(), "eu|.*\\.eu.*", "us.*"), ProblemCode.COVERAGE_OVERLAPS),
                Severity.ERROR,
                "'stock-eu', 'stock-us' read the same topic 'us.eu.fruit', so");
    }

    @Test
    void of_topics_that_come_later_a_split_says_that_they_are_not_known() {
        runOne();
        topics.topic("eu", 1).topic("us", 1).topic("eu.fruit", 1);

        assertNaming(
                found(splitting(reading(), "eu|.*\\.eu.*|eu.*", "us.*"), ProblemCode.COVERAGE_OVERLAPS),
                Severity.INFO,
                "no topic that is there now");
        assertNaming(
                found(splitting(client(source), "eu.*", "us.*"), ProblemCode.COVERAGE_OVERLAPS),
                Severity.WARNING,
                "could not be looked up");
    }
}
