package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.journal.JournalEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcJournalTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcJournal journal = new JdbcJournal(database);
    private final JournalEntry begun = new JournalEntry("legacy/orders", true, "{\"phase\":\"UNDER_WAY\"}");
    private final JournalEntry moved = new JournalEntry("legacy/orders", true, "{\"phase\":\"MOVED\"}");
    private final JournalEntry closed = new JournalEntry("legacy/orders", false, "{\"phase\":\"CONFIRMED\"}");

    @BeforeEach
    void createTable() throws SQLException {
        database.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table migrations (id varchar(2000) primary key, unfinished boolean, text text)");
        }
    }

    @Test
    void what_was_saved_last_is_loaded() {
        assertThat(journal.load("legacy/orders")).isEmpty();
        journal.save(begun);
        journal.save(moved);
        assertThat(journal.load("legacy/orders")).hasValue(moved);
    }

    @Test
    void the_unfinished_are_listed() {
        journal.save(moved);
        assertThat(journal.open()).containsExactly(moved);
        journal.save(closed);
        assertThat(journal.open()).isEmpty();
    }

    @Test
    void an_entry_is_replaced_only_while_it_says_what_it_said() {
        assertThat(journal.replace(null, begun)).isTrue();
        assertThat(journal.replace(null, moved)).isFalse();
        assertThat(journal.replace(moved, closed)).isFalse();
        assertThat(journal.load("legacy/orders")).hasValue(begun);
        assertThat(journal.replace(begun, moved)).isTrue();
        assertThat(journal.load("legacy/orders")).hasValue(moved);
    }
}
