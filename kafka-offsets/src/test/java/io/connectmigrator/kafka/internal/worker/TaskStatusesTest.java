package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.OffsetOwner;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tasks in a status topic are of a connector, whatever its config says of their number. */
class TaskStatusesTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"4,3,true", "4,4,false", "4 ,3,true", " 4,4,false", "+4,7,true", "99999999999,7,true"})
    void a_number_is_parsed_as_kafka_does(String most, int task, boolean isOf) {
        assertThat(TaskStatuses.isOf(owner(Map.of("tasks.max", most)), "orders-" + task))
                .isEqualTo(isOf);
    }

    @ParameterizedTest
    @CsvSource({"${env:TASKS}", "${file:/etc/tasks:max}", "''", "four"})
    void what_only_the_workers_can_read_leaves_no_task_out(String most) {
        assertThat(TaskStatuses.isOf(owner(Map.of("tasks.max", most)), "orders-999999999"))
                .isTrue();
    }

    @Test
    void a_connector_whose_name_goes_on_is_another() {
        OffsetOwner orders = owner(Map.of());

        assertThat(TaskStatuses.isOf(orders, "orders-0")).isTrue();
        assertThat(TaskStatuses.isOf(orders, "orders-eu-0")).isFalse();
        assertThat(TaskStatuses.isOf(orders, "orders-")).isFalse();
    }

    private static OffsetOwner owner(Map<String, String> config) {
        return OffsetOwner.source("orders", config);
    }
}
