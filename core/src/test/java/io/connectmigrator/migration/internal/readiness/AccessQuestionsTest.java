package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.topic.AccessRight;
import io.connectmigrator.topic.AccessRight.Operation;
import io.connectmigrator.topic.AccessRight.Resource;
import io.connectmigrator.topic.AccessRule;
import io.connectmigrator.topic.AccessRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What access control lists say of the rights of the workers. Every item is declared, so that what is unknown is 1. */
class AccessQuestionsTest extends ReadableClusters {

    private static final String DEAD = "errors.deadletterqueue.topic.name";

    private void thereAre(AccessRule... rules) {
        there.access(new AccessRules("User:connect", List.of(rules)));
    }

    private static AccessRule allow(Resource resource, String name, Operation operation) {
        return new AccessRule(true, resource, name, false, operation, true);
    }

    private static AccessRule deny(Resource resource, String name, Operation operation) {
        return new AccessRule(false, resource, name, false, operation, true);
    }

    @Test
    void a_sink_reads_its_topics_and_is_in_its_group() {
        sinkReads(100);
        there.topic("orders", 1);
        thereAre(
                allow(Resource.TOPIC, "orders", Operation.READ),
                allow(Resource.GROUP, "connect-orders", Operation.READ));
        ItemScore all = item(ReadinessItem.ACLS);
        thereAre(allow(Resource.TOPIC, "orders", Operation.READ));
        ItemScore noGroup = item(ReadinessItem.ACLS);

        assertThat(all.score()).isEqualTo(2);
        assertThat(evidence(all)).startsWith("User:connect may READ of topic orders, READ of group connect-orders");
        assertThat(noGroup.score()).as("a super user needs no rule").isEqualTo(1);
        assertThat(evidence(noGroup)).startsWith("no rule allows User:connect READ of group connect-orders");
        assertThat(noGroup.toRaise()).contains("grant", "move a connector of this shape");
    }

    @Test
    void a_sink_with_a_group_of_its_own_and_dead_letters_needs_these() {
        sinkReads(100);
        thereAre(allow(Resource.TOPIC, "orders", Operation.READ), allow(Resource.GROUP, "mine", Operation.READ));

        ItemScore missing = item(
                planTo(target).config("consumer.override.group.id", "mine").config(DEAD, "dead"), ReadinessItem.ACLS);

        assertThat(evidence(missing)).startsWith("no rule allows User:connect WRITE of topic dead");
    }

    @Test
    void what_a_rule_denies_no_declaration_lifts() {
        sinkReads(100);
        thereAre(
                allow(Resource.TOPIC, "*", Operation.ALL),
                allow(Resource.GROUP, "*", Operation.ALL),
                deny(Resource.TOPIC, "orders", Operation.READ));

        ItemScore denied = item(ReadinessItem.ACLS);

        assertThat(denied.score()).isZero();
        assertThat(evidence(denied)).startsWith("a rule denies User:connect READ of topic orders");
    }

    @Test
    void a_source_writes_its_topics() {
        sourceWrites("numbers");
        thereAre(allow(Resource.TOPIC, "numbers", Operation.WRITE));
        ItemScore writes = item(ReadinessItem.ACLS);
        thereAre(allow(Resource.TOPIC, "numbers", Operation.READ));

        assertThat(writes.score()).isEqualTo(2);
        assertThat(evidence(item(ReadinessItem.ACLS))).contains("WRITE of topic numbers");
    }

    @Test
    void a_source_that_is_exactly_once_needs_transactional_ids_as_well() {
        sourceWrites("numbers");
        thereAre(allow(Resource.TOPIC, "numbers", Operation.WRITE));

        ItemScore writes = item(planTo(exactlyOnce()), ReadinessItem.ACLS);

        assertThat(writes.score()).isEqualTo(1);
        assertThat(writes.toRaise())
                .startsWith("let it WRITE and DESCRIBE the transactional ids <group.id>-orders-<task>");
    }

    @Test
    void the_transactional_ids_of_all_tasks_are_looked_up_if_the_group_of_the_workers_is_known() {
        sourceWrites("numbers");
        there.group("connect-eu");
        AccessRule writes = allow(Resource.TOPIC, "numbers", Operation.WRITE);
        MigrationPlanBuilder plan = planTo(exactlyOnce()).config("tasks.max", "2");
        thereAre(writes, allow(Resource.TRANSACTIONAL_ID, "connect-eu-orders-0", Operation.WRITE));
        ItemScore one = item(plan, ReadinessItem.ACLS);
        thereAre(writes, new AccessRule(true, Resource.TRANSACTIONAL_ID, "connect-eu-", true, Operation.WRITE, true));
        ItemScore all = item(plan, ReadinessItem.ACLS);

        assertThat(one.score()).as("declared").isEqualTo(1);
        assertThat(evidence(one))
                .startsWith("no rule allows User:connect WRITE of transactional id connect-eu-orders-1");
        assertThat(all.score()).isEqualTo(2);
        assertThat(evidence(all)).contains("WRITE of transactional id connect-eu-orders-0");
    }

    @Test
    void a_rule_about_all_transactional_ids_is_enough_whatever_the_group_is() {
        sourceWrites("numbers");
        AccessRule writes = allow(Resource.TOPIC, "numbers", Operation.WRITE);
        thereAre(writes, allow(Resource.TRANSACTIONAL_ID, "*", Operation.ALL));
        assertThat(item(planTo(exactlyOnce()), ReadinessItem.ACLS).score()).isEqualTo(2);

        thereAre(writes, deny(Resource.TRANSACTIONAL_ID, "*", Operation.WRITE));
        assertThat(item(planTo(exactlyOnce()), ReadinessItem.ACLS).score()).isZero();
    }

    @Test
    void a_topic_that_is_created_when_it_is_written_needs_that_right() {
        sourceWrites("numbers");
        AccessRule writes = allow(Resource.TOPIC, "numbers", Operation.WRITE);
        MigrationPlanBuilder creating = planTo(target)
                .config("topic.creation.default.partitions", "3")
                .config("topic.creation.default.replication.factor", "1");
        thereAre(writes);
        ItemScore missing = item(creating, ReadinessItem.ACLS);

        assertThat(missing.score()).as("declared").isEqualTo(1);
        assertThat(evidence(missing))
                .startsWith("no rule allows User:connect CREATE of topic numbers or CREATE of the cluster");
        assertThat(item(ReadinessItem.ACLS).score()).as("it creates nothing").isEqualTo(2);
        thereAre(writes, allow(Resource.CLUSTER, AccessRight.CLUSTER_NAME, Operation.CREATE));
        assertThat(item(creating, ReadinessItem.ACLS).score()).isEqualTo(2);
        thereAre(writes, allow(Resource.TOPIC, "numbers", Operation.CREATE));
        assertThat(item(creating, ReadinessItem.ACLS).score()).isEqualTo(2);
        thereAre(writes, deny(Resource.TOPIC, "numbers", Operation.CREATE));
        assertThat(item(creating, ReadinessItem.ACLS).score()).isZero();
        there.topic("numbers", 1);
        assertThat(item(creating, ReadinessItem.ACLS).score()).as("it is there").isEqualTo(2);
    }

    @Test
    void dead_letters_that_have_no_topic_need_the_right_to_create_it() {
        sinkReads(100);
        AccessRule[] all = {
            allow(Resource.TOPIC, "orders", Operation.READ),
            allow(Resource.GROUP, "connect-orders", Operation.READ),
            allow(Resource.TOPIC, "dead", Operation.WRITE)
        };
        thereAre(all);
        MigrationPlanBuilder plan = planTo(target).config(DEAD, "dead");

        assertThat(evidence(item(plan, ReadinessItem.ACLS))).contains("CREATE of topic dead");
        there.topic("dead", 1);
        assertThat(item(plan, ReadinessItem.ACLS).score()).isEqualTo(2);
    }

    @Test
    void where_no_rules_are_seen_it_is_unknown() {
        sinkReads(100);

        ItemScore unseen = item(ReadinessItem.ACLS);

        assertThat(unseen.score()).as("declared").isEqualTo(1);
        assertThat(unseen.most()).as("a move proves it").isEqualTo(2);
        assertThat(unseen.toRaise()).contains("principalOfWorkers(…)");
    }

    @Test
    void a_connector_that_logs_in_as_another_principal_or_to_other_brokers_is_unknown() {
        sinkReads(100);
        thereAre(allow(Resource.TOPIC, "*", Operation.ALL), allow(Resource.GROUP, "*", Operation.ALL));

        for (String key : List.of("consumer.override.sasl.jaas.config", "consumer.override.bootstrap.servers")) {
            ItemScore other = item(planTo(target).config(key, "other:9092"), ReadinessItem.ACLS);

            assertThat(other.score()).as(key).isEqualTo(1);
            assertThat(evidence(other)).contains(key).doesNotContain("other:9092");
        }
    }
}
