package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.RecordPrefix;
import io.connectmigrator.topic.TopicDescription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the check of a plan makes of duplicate risks: what it asks workers and topics, and what the plan allows. */
class DuplicateRiskCheckTest extends SimulatedClusters {

    private static final Map<String, String> NUMBERS = Map.of("connector.class", "SequenceSource", "topic", "numbers");
    private static final String RESET = "consumer.override.auto.offset.reset";

    private MigrationPlanBuilder bare() {
        return MigrationPlan.builder().from(client(source)).to(client(target)).connectors("orders");
    }

    /** Topics of which only the transactions are asked for. */
    private record Transactions(UnaryOperator<Set<String>> among) implements ClusterTopics {

        @Override
        public Set<String> transactional(Set<String> topics) {
            return among.apply(topics);
        }

        @Override
        public List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread) {
            throw new AssertionError("sampled " + topic);
        }

        @Override
        public Map<String, TopicDescription> describe(Set<String> topics) {
            return Map.of();
        }

        @Override
        public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
            return Map.of();
        }

        @Override
        public Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time) {
            return Map.of();
        }

        @Override
        public Map<String, GroupDescription> groups(Set<String> groups) {
            return Map.of();
        }

        @Override
        public Map<String, String> brokerConfig() {
            return Map.of();
        }
    }

    private MigrationPlanBuilder withTopics(UnaryOperator<Set<String>> transactional) {
        return MigrationPlan.builder()
                .from(client(source))
                .to(process.client(target)
                        .topics(new Transactions(transactional))
                        .build())
                .connectors("orders");
    }

    private static String inWords(Problem problem) {
        return problem.severity() + " " + problem.code() + " " + problem.rule();
    }

    @Test
    void a_source_whose_producer_is_not_idempotent() {
        simulation.run(source, "orders", NUMBERS);

        assertThat(check(bare().build()).problems())
                .extracting(DuplicateRiskCheckTest::inWords)
                .containsExactly("WARNING DUPLICATE_RISK D4");
        assertThat(check(bare().config("producer.override.enable.idempotence", "true")
                                .build())
                        .problems())
                .isEmpty();
        assertThat(check(bare().override(
                                        "orders",
                                        orders -> orders.config("producer.override.enable.idempotence", "true"))
                                .build())
                        .problems())
                .isEmpty();
    }

    @Test
    void a_warning_that_the_plan_allows_is_not_reported() {
        simulation.run(source, "orders", NUMBERS);

        assertThat(check(bare().allow("D4", "the table has keys").build()).problems())
                .isEmpty();
        assertThat(check(bare().override("orders", orders -> orders.allow("D4", "the table has keys"))
                                .build())
                        .problems())
                .isEmpty();
        assertThat(check(bare().allow("D6", "the table has keys").build()).problems())
                .hasSize(1);
    }

    @Test
    void an_error_that_the_plan_allows_is_a_warning_with_the_reason() {
        simulation.run(source, "orders", SINK);
        MigrationPlanBuilder latest = plan().config(RESET, "latest");

        MigrationCheck refused = check(latest.build());
        MigrationCheck allowed =
                check(latest.allow("D12", "old readings are of no use").build());

        assertThat(refused.passed()).isFalse();
        assertThat(refused.problems())
                .extracting(DuplicateRiskCheckTest::inWords)
                .containsExactly("ERROR DUPLICATE_RISK D12");
        assertThat(allowed.passed()).isTrue();
        assertThat(allowed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo(DuplicateRule.D12);
            assertThat(problem.message()).endsWith("; the plan allows D12: old readings are of no use");
        });
        assertThat(check(plan().config(RESET, "earliest").build()).problems()).isEmpty();
    }

    @Test
    void a_rule_that_does_not_exist_cannot_be_allowed() {
        assertThatThrownBy(() -> plan().allow("D27", "why not").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("D27");
        assertThatThrownBy(() -> plan().override("orders", orders -> orders.allow("d4", "why not"))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("d4");
        assertThatThrownBy(() -> plan().allow("D4", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(plan().allow("D1", "a reason").build().allowed()).containsEntry("D1", "a reason");
    }

    @Test
    void what_is_no_decision_about_data_cannot_be_allowed_either() {
        simulation.run(target, "others", Map.of("connector.class", "SimulatedSink", "topics", "orders"));
        simulation.run(source, "orders", SINK);

        MigrationCheck check = check(plan().config("consumer.override.group.id", "connect-others")
                .allow("D14", "they are never started together")
                .build());

        assertThat(check.passed()).isFalse();
        assertThat(check.problems())
                .filteredOn(Problem::isError)
                .extracting(DuplicateRiskCheckTest::inWords)
                .containsExactly("ERROR GROUP_SHARED D14");
    }

    @Test
    void a_sink_of_topics_with_transactions() {
        simulation.run(source, "orders", SINK);

        assertThat(check(withTopics(topics -> topics).build()).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(inWords(problem)).isEqualTo("ERROR DUPLICATE_RISK D11");
                    assertThat(problem.message()).endsWith("these have records of transactions: orders");
                });
        assertThat(check(withTopics(topics -> topics)
                                .config("consumer.override.isolation.level", "read_committed")
                                .build())
                        .problems())
                .isEmpty();
    }

    @Test
    void a_sink_of_topics_without_transactions_or_of_which_nothing_is_known() {
        simulation.run(source, "orders", SINK);

        assertThat(check(withTopics(topics -> Set.of()).build()).problems()).isEmpty();
        assertThat(check(bare().build()).problems())
                .extracting(DuplicateRiskCheckTest::inWords)
                .containsExactly("WARNING DUPLICATE_RISK D11");
        assertThat(check(withTopics(topics -> {
                                    throw new IllegalStateException("no broker answered");
                                })
                                .build())
                        .problems())
                .extracting(Problem::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void nothing_is_created_to_find_out_how_workers_are_configured() {
        simulation.run(source, "orders", NUMBERS);

        check(bare().build());

        assertTargetUntouched();
        assertThat(client(source).connectors()).hasSize(1);
    }

    @Test
    void a_plan_may_accept_all_duplicate_risks() {
        simulation.run(source, "orders", SINK);

        assertThat(check(plan().config(RESET, "latest")
                                .accepting(ProblemCode.DUPLICATE_RISK)
                                .build())
                        .passed())
                .isTrue();
    }
}
