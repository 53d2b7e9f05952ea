package io.connectmigrator.lab;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL server whose changes connectors can read (logical decoding). It accepts any password. */
public final class PostgresServer implements Database {

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

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public String database() {
        return USER;
    }

    @Override
    public String qualified(String table) {
        return "public." + table;
    }

    /** In a column more, a thousand rows have the same time. */
    @Override
    public String createTable(String table) {
        return "CREATE TABLE " + table + " (id bigint PRIMARY KEY, text text, written timestamp,"
                + " millisecond timestamp)";
    }

    @Override
    public String insert(String table, long first, long last) {
        return "INSERT INTO " + table + " (id, text, written, millisecond) SELECT id, 'row ' || id, written,"
                + " date_trunc('milliseconds', written) FROM generate_series(" + first + ", " + last + ") id,"
                + " LATERAL (SELECT timestamp '2026-01-01' + id * interval '1 microsecond' AS written) AS times";
    }

    /** {@return where JDBC finds the database, the user included} */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database() + "?user=" + USER;
    }

    @Override
    public Connection connect() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw new LaboratoryException("connecting to " + jdbcUrl() + " failed: " + e.getMessage(), e);
        }
    }

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
