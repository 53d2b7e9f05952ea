package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The members of the consumer group that a sink will have. Every item is declared, so that what is unknown is 1. */
class GroupQuestionsTest extends ReadableClusters {

    @Test
    void a_group_without_members_and_one_that_does_not_exist_are_free() {
        sinkReads(100);
        assertThat(item(planTo(elsewhere), ReadinessItem.GROUP_MEMBERS).score()).isEqualTo(2);

        there.members("connect-orders", 0);
        assertThat(item(planTo(elsewhere), ReadinessItem.GROUP_MEMBERS).score()).isEqualTo(2);
    }

    @Test
    void another_consumer_in_the_group_is_not_ready() {
        sinkReads(100);
        there.members("connect-orders", 2);

        ItemScore taken = item(planTo(elsewhere), ReadinessItem.GROUP_MEMBERS);

        assertThat(taken.score()).isZero();
        assertThat(evidence(taken)).startsWith("2 members are in group connect-orders");
    }

    @Test
    void the_tasks_of_the_source_may_be_in_a_group_that_both_share() {
        simulation.run(source, "orders", SINK);
        simulation.sleep(Duration.ofSeconds(5));
        there.members("connect-orders", 1);
        assertThat(item(ReadinessItem.GROUP_MEMBERS).score()).isEqualTo(2);

        there.members("connect-orders", 2);
        ItemScore more = item(ReadinessItem.GROUP_MEMBERS);

        assertThat(more.score()).isZero();
        assertThat(evidence(more)).startsWith("2 members are in group connect-orders, and the source has 1 task");
    }

    @Test
    void the_group_of_the_name_on_the_target_is_asked_for() {
        sinkReads(100);
        there.members("connect-orders-eu", 1).members("mine", 1);
        MigrationPlanBuilder renamed = planTo(target).rename(name -> name + "-eu");

        assertThat(item(renamed, ReadinessItem.GROUP_MEMBERS).score()).isZero();
        assertThat(item(planTo(target).config("consumer.override.group.id", "mine"), ReadinessItem.GROUP_MEMBERS)
                        .score())
                .isZero();
    }

    @Test
    void a_sink_of_other_brokers_has_its_group_there() {
        sinkReads(100);
        there.members("connect-orders", 2).reachedBy("kafka:9092");
        MigrationPlanBuilder reached = planTo(elsewhere).config("consumer.override.bootstrap.servers", "kafka:9092");
        MigrationPlanBuilder not = planTo(elsewhere).config("consumer.override.bootstrap.servers", "other:9092");

        assertThat(item(reached, ReadinessItem.GROUP_MEMBERS).score()).isZero();
        assertThat(item(not, ReadinessItem.GROUP_MEMBERS).score())
                .as("declared")
                .isEqualTo(1);
        assertThat(item(not, ReadinessItem.GROUP_MEMBERS).most()).isEqualTo(1);
    }
}
