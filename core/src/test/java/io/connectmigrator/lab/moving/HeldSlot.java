package io.connectmigrator.lab.moving;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A client of PostgreSQL that reads from a replication slot, so that no other can. */
public final class HeldSlot implements AutoCloseable {

    private final PostgresServer server;
    private final String name;
    private @Nullable Connection holder;

    /** Takes the slot, whose publication has the same name, and does not hold it yet. */
    public HeldSlot(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Waits until the slot is free, and takes it. */
    public synchronized void hold() throws SQLException {
        String active = "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '" + name + "'";
        await().atMost(TestedConnector.DEADLINE).until(() -> server.queryNumber(active) == 0);
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "14");
        Connection connection = DriverManager.getConnection(server.jdbcUrl(), properties);
        holder = connection;
        connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(name)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", name)
                .start();
    }

    /** Waits until the slot is free, takes it, and lets it go after that time. */
    public void holdFor(Duration time) throws SQLException {
        hold();
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        release();
                    } catch (SQLException e) {
                        throw new IllegalStateException("letting go of the slot " + name + " failed", e);
                    }
                });
    }

    /** Lets it go. */
    public synchronized void release() throws SQLException {
        Connection connection = holder;
        holder = null;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        release();
    }
}
