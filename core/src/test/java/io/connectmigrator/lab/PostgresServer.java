package io.connectmigrator.lab;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A PostgreSQL server whose changes connectors can read (logical decoding). Listens on loopback only, lets everyone in, and
 * ends with this JVM, killed or not. Safe for use by several threads.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Duration START = Duration.ofMinutes(1);

    /** Waits for the end of its input, and then ends the server of a folder at once, even if that is about to start. */
    private static final String END_WITH_INPUT = """
            cat > /dev/null
            for second in 1 2 3 4 5; do
              if [ -s "$1/postmaster.pid" ]; then
                kill -QUIT "$(head -n 1 "$1/postmaster.pid")"
                exit
              fi
              sleep 1
            done""";

    private final EmbeddedPostgres server;
    private final DataSource database;
    private final Process watcher;

    private PostgresServer(EmbeddedPostgres server, Process watcher) {
        this.server = server;
        this.database = server.getPostgresDatabase();
        this.watcher = watcher;
    }

    /** Starts a server with these folders for its data and its binaries, which are unpacked there unless they are, and its log. */
    static PostgresServer start(Path data, Path binaries, Path log) {
        try {
            Files.createDirectories(data);
            Process watcher = watcher(data);
            try {
                return new PostgresServer(launch(data, binaries, log), watcher);
            } catch (IOException e) {
                watcher.destroy();
                throw e;
            }
        } catch (IOException e) {
            throw new LaboratoryException("starting PostgreSQL failed, see " + log + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres launch(Path data, Path binaries, Path log) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setPort(Ports.free())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_replication_slots", "50")
                .setServerConfig("max_wal_senders", "50")
                .setServerConfig("fsync", "off")
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(START)
                .setRegisterShutdownHook(false)
                .start();
    }

    /** The server is no child of this JVM: it leaves the process that starts it, and would outlive a SIGKILL. */
    private static Process watcher(Path data) throws IOException {
        // A session of its own survives a signal to the group of this JVM.
        return new ProcessBuilder("setsid", "sh", "-c", END_WITH_INPUT, "end-with-input", data.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    /** {@return the host it listens on} */
    public String host() {
        return "127.0.0.1";
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getPort();
    }

    /** {@return a user who may do everything; any password will do} */
    public String user() {
        return USER;
    }

    /** {@return the name of the database that statements are executed in} */
    public String database() {
        return USER;
    }

    /** {@return where JDBC finds the database, the user included} */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database() + "?user=" + USER;
    }

    /** {@return a new connection to the database} */
    public Connection connect() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new LaboratoryException("connecting to " + jdbcUrl() + " failed: " + e.getMessage(), e);
        }
    }

    /** Executes one or more statements in one transaction. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new LaboratoryException(sql + " failed: " + e.getMessage(), e);
        }
    }

    /** {@return the number that a query answers in its first row and column} */
    public long queryNumber(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new LaboratoryException(sql + " answered no row");
            }
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new LaboratoryException(sql + " failed: " + e.getMessage(), e);
        }
    }

    /** Ends it; what it wrote remains. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new LaboratoryException("ending PostgreSQL failed: " + e.getMessage(), e);
        } finally {
            watcher.destroy();
        }
    }
}
