package io.connectmigrator.examples;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a database. A claim is a transaction that stays open: it has inserted a row for each entry and is never committed,
 * so a second insert of the same row waits until its lock times out. The database ends the transaction when the process or its
 * connection ends. The transaction is idle meanwhile, so let the database keep idle ones for as long as a migration may take.
 *
 * @param database where there are the tables {@code migrations (id varchar(2000) primary key, version varchar(36), unfinished
 *     boolean, text text)} and {@code claims (id varchar(2000) primary key)}; its timeout for locks should be short, such as a second
 */
public record JdbcJournal(DataSource database) implements Journal {

    /** When a lock is not available in time: in H2, PostgreSQL, and MySQL. */
    private static final Set<String> LOCKED = Set.of("HYT00", "55P03", "40001");

    @Override
    public Optional<VersionedEntry> load(String id) {
        return select("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<JournalEntry> open() {
        return select("where unfinished").stream().map(VersionedEntry::entry).toList();
    }

    @Override
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        String version = UUID.randomUUID().toString();
        boolean written = expectedVersion == null
                ? load(entry.id()).isEmpty()
                        && change(
                                "insert into migrations (version, unfinished, text, id) values (?, ?, ?, ?)",
                                version,
                                entry.open(),
                                entry.text(),
                                entry.id())
                : change(
                        "update migrations set version = ?, unfinished = ?, text = ? where id = ? and version = ?",
                        version,
                        entry.open(),
                        entry.text(),
                        entry.id(),
                        expectedVersion);
        return written ? Optional.of(version) : Optional.empty();
    }

    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        Connection connection = connect();
        String claimed = "";
        try {
            connection.setAutoCommit(false);
            for (String id : new TreeSet<>(ids)) {
                claimed = id;
                try (PreparedStatement insert = prepare(connection, "insert into claims (id) values (?)", id)) {
                    insert.executeUpdate();
                }
            }
            return () -> rollBack(connection);
        } catch (SQLException e) {
            rollBack(connection);
            throw LOCKED.contains(e.getSQLState())
                    ? new ClaimedException(claimed, null)
                    : new IllegalStateException("writing to the table claims failed", e);
        }
    }

    /** A connection of a pool goes back to it, so it must not keep the transaction. */
    private static void rollBack(Connection connection) {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("closing a connection to the database failed", e);
        }
    }

    private boolean change(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("writing to the table migrations failed", e);
        }
    }

    private List<VersionedEntry> select(String where, Object... parameters) {
        String sql = "select id, text, version from migrations " + where;
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<VersionedEntry> entries = new ArrayList<>();
            while (rows.next()) {
                JournalEntry entry = new JournalEntry(rows.getString(1), rows.getString(2));
                entries.add(new VersionedEntry(entry, rows.getString(3)));
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException("reading the table migrations failed", e);
        }
    }

    private Connection connect() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("connecting to the database failed", e);
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
