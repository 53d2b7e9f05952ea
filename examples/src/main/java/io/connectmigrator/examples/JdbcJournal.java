package io.connectmigrator.examples;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a table of a database. Two processes that work on one connector are told apart by {@link #replace}: the
 * one that writes second finds that its row says something else.
 *
 * @param database where there is a table {@code migrations (id varchar(2000) primary key, unfinished boolean, text text)}
 */
public record JdbcJournal(DataSource database) implements Journal {

    @Override
    public Optional<JournalEntry> load(String id) {
        return select("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<JournalEntry> open() {
        return select("where unfinished");
    }

    @Override
    public void save(JournalEntry entry) {
        boolean updated = change(
                "update migrations set unfinished = ?, text = ? where id = ?", entry.open(), entry.text(), entry.id());
        if (!updated) {
            insert(entry);
        }
    }

    @Override
    public boolean replace(@Nullable JournalEntry before, JournalEntry entry) {
        if (before == null) {
            return load(entry.id()).isEmpty() && insert(entry);
        }
        return change(
                "update migrations set unfinished = ?, text = ? where id = ? and text = ?",
                entry.open(),
                entry.text(),
                entry.id(),
                before.text());
    }

    private boolean insert(JournalEntry entry) {
        return change(
                "insert into migrations (unfinished, text, id) values (?, ?, ?)",
                entry.open(),
                entry.text(),
                entry.id());
    }

    private boolean change(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("writing to the table migrations failed", e);
        }
    }

    private List<JournalEntry> select(String where, Object... parameters) {
        String sql = "select id, unfinished, text from migrations " + where;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<JournalEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new JournalEntry(rows.getString(1), rows.getBoolean(2), rows.getString(3)));
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException("reading the table migrations failed", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
