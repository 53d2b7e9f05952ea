package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginTest {

    private static final ConnectorConfig CONFIG = ConnectorConfig.empty()
            .with("connector.class", "com.example.Source")
            .with("name", "orders")
            .with("tables", "orders,parts")
            .with("tasks.max", "2");

    private final Origin origin = new Origin(
            CONFIG, OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("table", "orders"), Map.of("position", 7)))));

    @Test
    void a_setting_of_which_no_partition_shows_anything_may_differ() {
        assertThat(origin.isThatOf(
                        CONFIG.with("tasks.max", "3").with("comment", "changed").with("name", "other")))
                .isTrue();
        assertThat(origin.changedIn(CONFIG.with("tables", "orders"))).isEmpty();
    }

    @Test
    void a_setting_that_is_in_a_partition_may_not() {
        assertThat(origin.changedIn(CONFIG.with("tables", "parts"))).containsExactly("tables");
        assertThat(origin.isThatOf(CONFIG.with("tables", "parts"))).isFalse();
        assertThat(origin.isThatOf(CONFIG.without("tables"))).isFalse();
    }

    @Test
    void another_class_reads_something_else() {
        assertThat(origin.isThatOf(CONFIG.with("connector.class", "com.example.Other")))
                .isFalse();
    }

    @Test
    void without_a_setting_in_a_partition_nothing_is_known() {
        assertThat(new Origin(CONFIG, OffsetSnapshot.empty()).isThatOf(CONFIG)).isFalse();
    }
}
