package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are numbered from 0 in their column {@code id}, so that a reader can tell which are missing and which came
 * twice. Safe for use by several threads.
 */
public final class NumberedTable implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Database server;
    private final String name;
    private CountDownLatch enough = new CountDownLatch(0);
    private @Nullable Thread writer;
    private long rows;

    private NumberedTable(Database server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Creates an empty table. */
    public static NumberedTable create(Database server, String name) {
        server.execute(server.createTable(name));
        return new NumberedTable(server, name);
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return how many rows were written by now} */
    public synchronized long rows() {
        return rows;
    }

    /** Writes rows with the next numbers in one transaction. */
    public void insert(int count) {
        try (Connection connection = server.connect()) {
            insert(connection, count);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private synchronized void insert(Connection connection, int count) {
        server.execute(connection, server.insert(name, rows, rows + count - 1));
        rows += count;
    }

    private IllegalStateException failed(SQLException e) {
        return new IllegalStateException("writing to " + name + " failed: " + e.getMessage(), e);
    }

    /** Adds a column, which new rows leave empty. */
    public synchronized void addColumn(String column) {
        server.execute("ALTER TABLE " + name + " ADD COLUMN " + column + " varchar(20)");
    }

    /** Starts to write small transactions until {@link #stopWriting}. */
    public synchronized void startWriting() {
        CountDownLatch end = new CountDownLatch(1);
        enough = end;
        Thread thread = new Thread(() -> writeUntil(end), "writer of " + name);
        writer = thread;
        thread.start();
    }

    private void writeUntil(CountDownLatch end) {
        try (Connection connection = server.connect()) {
            for (int transaction = 0; !end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); transaction++) {
                insert(connection, 1 + transaction % 3);
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what {@link #startWriting} started. */
    public void stopWriting() {
        Thread thread = takeWriter();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized @Nullable Thread takeWriter() {
        enough.countDown();
        Thread thread = writer;
        writer = null;
        return thread;
    }

    /** Drops it. */
    @Override
    public void close() {
        stopWriting();
        server.execute("DROP TABLE " + name);
    }
}
