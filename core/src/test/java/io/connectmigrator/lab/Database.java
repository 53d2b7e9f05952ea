package io.connectmigrator.lab;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database server whose changes connectors can read. Listens on loopback only, and ends with
 * this JVM, killed or not. Safe for use by several threads.
 */
public interface Database extends AutoCloseable {

    /** {@return the host it listens on} */
    default String host() {
        return "127.0.0.1";
    }

    /** {@return the port it listens on} */
    int port();

    /** {@return a user who may do everything} */
    String user();

    /** {@return the password of that user} */
    default String password() {
        return "any";
    }

    /** {@return the name of the database that statements are executed in} */
    String database();

    /** {@return a name that other clients find a table by which was created without a schema} */
    String qualified(String table);

    /** {@return the statement that creates a table of rows with a number, a text and a time} */
    String createTable(String table);

    /** {@return the statement that inserts rows with these numbers, the first and the last included, and rising times} */
    String insert(String table, long first, long last);

    /** {@return a new connection to the database} */
    Connection connect();

    /** Executes one or more statements. */
    default void execute(String sql) {
        try (Connection connection = connect()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new LaboratoryException(sql + " failed: " + e.getMessage(), e);
        }
    }

    /** Executes one or more statements in a connection, which takes much less than to make one for each. */
    default void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LaboratoryException(sql + " failed: " + e.getMessage(), e);
        }
    }

    /** {@return the number that a query answers in its first row and column} */
    default long queryNumber(String sql) {
        return queryNumbers(sql).stream()
                .findFirst()
                .orElseThrow(() -> new LaboratoryException(sql + " answered no row"));
    }

    /** {@return the numbers that a query answers in the first column} */
    default List<Long> queryNumbers(String sql) {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new LaboratoryException(sql + " failed: " + e.getMessage(), e);
        }
        return numbers;
    }

    /** Ends it; what it wrote remains. */
    @Override
    void close();
}
