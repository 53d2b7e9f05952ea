package io.connectmigrator.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.topic.AccessRight.Operation;
import io.connectmigrator.topic.AccessRight.Resource;
import io.connectmigrator.topic.AccessRules.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

    private static final AccessRight READ = new AccessRight(Resource.TOPIC, "orders", Operation.READ);
    private static final AccessRight DESCRIBE = new AccessRight(Resource.TOPIC, "orders", Operation.DESCRIBE);

    private static AccessRule rule(boolean allows, String name, boolean prefixed, Operation operation) {
        return new AccessRule(allows, Resource.TOPIC, name, prefixed, operation, true);
    }

    private static AccessRule allow(String name, Operation operation) {
        return rule(true, name, false, operation);
    }

    private static AccessRule deny(String name, Operation operation) {
        return rule(false, name, false, operation);
    }

    private static Decision decide(AccessRight right, AccessRule... rules) {
        return new AccessRules("User:connect", List.of(rules)).decide(right);
    }

    @Test
    void a_rule_is_about_a_name_its_beginning_or_all_names() {
        assertThat(decide(READ)).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(READ, allow("orders", Operation.READ))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(READ, allow("*", Operation.READ))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(READ, allow("order", Operation.READ))).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(READ, rule(true, "order", true, Operation.READ))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(READ, rule(true, "*", true, Operation.READ))).isEqualTo(Decision.NOT_ALLOWED);
    }

    @Test
    void a_rule_is_about_one_kind_of_resource() {
        AccessRule ofGroup = new AccessRule(true, Resource.GROUP, "orders", false, Operation.READ, true);

        assertThat(decide(READ, ofGroup)).isEqualTo(Decision.NOT_ALLOWED);
    }

    @Test
    void who_may_read_or_write_may_describe_and_who_may_describe_may_do_no_more() {
        assertThat(decide(DESCRIBE, allow("orders", Operation.READ))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(DESCRIBE, allow("orders", Operation.WRITE))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(READ, allow("orders", Operation.DESCRIBE))).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(READ, allow("orders", Operation.ALL))).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void a_denial_wins_and_denies_nothing_else() {
        AccessRule allowed = allow("orders", Operation.ALL);

        assertThat(decide(READ, allowed, deny("*", Operation.READ))).isEqualTo(Decision.DENIED);
        assertThat(decide(READ, allowed, deny("*", Operation.ALL))).isEqualTo(Decision.DENIED);
        assertThat(decide(READ, allowed, deny("orders", Operation.WRITE))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(DESCRIBE, allowed, deny("orders", Operation.READ))).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void what_is_said_of_one_host_only_is_not_known_of_the_workers() {
        AccessRule fromOne = new AccessRule(true, Resource.TOPIC, "orders", false, Operation.READ, false);
        AccessRule notFromOne = new AccessRule(false, Resource.TOPIC, "orders", false, Operation.READ, false);

        assertThat(decide(READ, fromOne)).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(READ, allow("orders", Operation.READ), fromOne)).isEqualTo(Decision.ALLOWED);
        assertThat(decide(READ, allow("orders", Operation.READ), notFromOne)).isEqualTo(Decision.NOT_ALLOWED);
    }
}
