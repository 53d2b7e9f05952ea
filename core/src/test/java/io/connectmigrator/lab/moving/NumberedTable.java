package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.Database;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are numbered from 0 in their column {@code id}, so that a reader can tell which are missing and which came
 * twice. Safe for use by several threads.
 */
public final class NumberedTable implements AutoCloseable {

    private final Database server;
    private final String name;
    private final AtomicBoolean enough = new AtomicBoolean();
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
    public synchronized void insert(int count) {
        server.execute(server.insert(name, rows, rows + count - 1));
        rows += count;
    }

    /** Adds a column, which new rows leave empty. */
    public synchronized void addColumn(String column) {
        server.execute("ALTER TABLE " + name + " ADD COLUMN " + column + " varchar(20)");
    }

    /** Starts to write small transactions until {@link #stopWriting}. */
    public synchronized void startWriting() {
        enough.set(false);
        Thread thread = new Thread(this::write, "writer of " + name);
        writer = thread;
        thread.start();
    }

    private void write() {
        for (int transaction = 0; !enough.get(); transaction++) {
            insert(1 + transaction % 3);
        }
    }

    /** Ends what {@link #startWriting} started. */
    public void stopWriting() {
        enough.set(true);
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
