package io.connectmigrator.examples;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.contract.JournalContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class JdbcJournalTest extends JournalContract {

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void createTables() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100");
        execute("create table migrations"
                + " (id varchar(2000) primary key, version varchar(36), unfinished boolean, text text)");
        execute("create table claims (id varchar(2000) primary key)");
    }

    @AfterEach
    void shutDown() throws SQLException {
        execute("shutdown");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected Journal journal() {
        return new JdbcJournal(database);
    }

    @Override
    protected Journal journalOfAnotherProcess() {
        return new JdbcJournal(database);
    }

    @Override
    protected boolean namesOwners() {
        return false;
    }

    /** The one that is refused has waited for the timeout of a lock. */
    @Override
    protected int crossings() {
        return 2;
    }
}
