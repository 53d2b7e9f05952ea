package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryRenameTest {

    @Test
    void renames_are_combined() {
        HistoryRename both = HistoryRename.server("a", "b")
                .and(HistoryRename.database("c", "d"))
                .and(HistoryRename.server("x", "y"));

        assertThat(both.newNames())
                .isEqualTo(Map.of("server", Map.of("a", "b", "x", "y"), "database", Map.of("c", "d")));
        assertThat(HistoryRename.nothing().newNames()).isEmpty();
        assertThat(HistoryRename.server("a", "b")).hasToString("{server={a=b}}");
    }

    @Test
    void a_name_has_one_other_name() {
        HistoryRename rename = HistoryRename.server("a", "b");

        assertThatThrownBy(() -> rename.and(HistoryRename.server("a", "c")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistoryRename.server("a", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_history_is_copied_from_other_topics_than_the_one_that_it_is_copied_to() {
        try (SchemaHistories histories = SchemaHistories.of("localhost:1", Map.of())) {
            assertThatThrownBy(() -> histories.copy("a", "a")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> histories.copy("a b", "a")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> histories.copy(List.of(), "a", HistoryRename.nothing()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> histories.copy(List.of("a", "a"), "b", HistoryRename.nothing()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(histories).hasToString("schema histories at localhost:1");
        }
        assertThatThrownBy(() -> SchemaHistories.of("localhost", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SchemaHistories.of("localhost:1", Map.of("bootstrap.servers", "localhost:2")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
