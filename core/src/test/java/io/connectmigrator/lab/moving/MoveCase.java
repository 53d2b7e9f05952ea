package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.migration.MigrationPlan;

/** What happens to a connector while it is moved. */
public enum MoveCase {
    /** Rows are written all the time. */
    THERE_AND_BACK("moved while rows are written, taken back after the target has moved on") {
        @Override
        public void run(CountedMove move) {
            MovingConnector connector = move.connector(1_000).running().whileRecordsAreWritten();
            moveAndTakeBack(move, connector, connector.planning().build());
        }
    },
    /** Rows are written all the time. */
    RENAMED("moved under another name while rows are written") {
        @Override
        public void run(CountedMove move) {
            MovingConnector connector = move.connector(10).running().whileRecordsAreWritten();

            move.migrate(connector.planning().rename(name -> name + "_renamed").build());

            connector.awaitMoreRecords();
        }
    },
    /** Rows are written all the time. */
    RENAMED_AND_BACK("moved under another name while rows are written, and taken back") {
        @Override
        public void run(CountedMove move) {
            MovingConnector connector = move.connector(10).running().whileRecordsAreWritten();
            moveAndTakeBack(
                    move,
                    connector,
                    connector.planning().rename(name -> name + "_renamed").build());
        }
    },
    /** No row is written. */
    IDLE("moved while it is idle, then a row is written") {
        @Override
        public void run(CountedMove move) {
            MovingConnector connector = move.connector(10).running();

            move.migrate(connector.planning().build());

            connector.write(1);
        }
    },
    /** The transaction is not through when the source has stopped. */
    LARGE_TRANSACTION("moved in the middle of a transaction of 100,000 rows") {
        @Override
        public void run(CountedMove move) {
            TableConnector connector = move.table(10);
            connector.running();
            connector.table().insert(100_000);
            connector.awaitMoreRecords();

            move.migrate(connector
                    .planning()
                    .onCutover((name, target) -> assertIsBehind(connector))
                    .build());
        }
    },
    /** Rows are written before and after the change of the table. */
    ALTERED_TABLE("the table gets another column while neither copy runs") {
        @Override
        public void run(CountedMove move) {
            TableConnector connector = move.table(10);
            connector.running().whileRecordsAreWritten();

            move.migrate(connector
                    .planning()
                    .onCutover((name, target) -> {
                        connector.table().insert(10);
                        connector.table().addColumn("added");
                        connector.table().insert(10);
                    })
                    .build());

            connector.awaitMoreRecords();
        }
    },
    /** Each has a table of its own, in which rows are written all the time. */
    SIX_AT_ONCE("six in one plan, moved and taken back while rows are written") {
        @Override
        public void run(CountedMove move) {
            MovingConnector[] six = new MovingConnector[6];
            for (int i = 0; i < six.length; i++) {
                six[i] = move.connector(10).running();
            }
            for (MovingConnector connector : six) {
                connector.whileRecordsAreWritten();
            }

            move.migrate(move.all());
            for (MovingConnector connector : six) {
                connector.awaitMoreRecords();
            }
            move.rollback(move.all());
        }
    },
    /** Debezium reads rows that are older than the connector, chunk by chunk, and the new ones meanwhile. */
    INCREMENTAL_SNAPSHOT("moved during an incremental snapshot of 10,000 rows while more are written") {
        @Override
        public void run(CountedMove move) {
            TableConnector connector = move.table(10_000);
            try (Signals signals = Signals.to(connector, move.source())) {
                signals.takeIncrementalSnapshot();
                // Only now is it settled which rows are old.
                connector.awaitRecords(1);
                connector.whileRecordsAreWritten();

                move.migrate(connector
                        .planning()
                        .onCutover((name, target) -> assertIsBehind(connector))
                        .build());

                move.assertExactlyOnce();
            }
        }
    },
    /** Each member has tables or topics of its own, and records are written to all of them all the time. */
    MERGED("three become one while records are written, and come back") {
        @Override
        public void run(CountedMove move) {
            DivisibleConnector connector = move.divisible(10);
            connector.runningAsMembers().whileRecordsAreWritten();
            moveAndTakeBack(move, connector, connector.merging());
        }
    },
    /** The members are deleted before the one is divided. */
    MERGED_AND_DIVIDED("three become one for good, which is divided where it is, and comes back") {
        @Override
        public void run(CountedMove move) {
            DivisibleConnector connector = move.divisible(10);
            connector.runningAsMembers().whileRecordsAreWritten();
            move.migrate(connector.merging());
            connector.awaitMoreRecords();
            move.confirm(connector.merging());
            moveAndTakeBack(
                    move, connector, connector.dividing(connector.whole(), connector.target(), connector.target()));
        }
    },
    /** Records are written to all tables or topics all the time. */
    DIVIDED("one becomes three while records are written, and comes back") {
        @Override
        public void run(CountedMove move) {
            DivisibleConnector connector = move.divisible(10);
            connector.running().whileRecordsAreWritten();
            moveAndTakeBack(
                    move, connector, connector.dividing(connector.name(), connector.source(), connector.target()));
        }
    };

    private final String title;

    MoveCase(String title) {
        this.title = title;
    }

    /** {@return whether only a connector that reads a table can be in this case} */
    boolean needsTable() {
        return this == LARGE_TRANSACTION || this == ALTERED_TABLE || this == INCREMENTAL_SNAPSHOT;
    }

    /** {@return whether only a connector that can be divided can be in this case} */
    boolean needsParts() {
        return this == MERGED || this == MERGED_AND_DIVIDED || this == DIVIDED;
    }

    /** Moves, and waits where there is something to wait for. */
    public abstract void run(CountedMove move);

    private static void moveAndTakeBack(CountedMove move, MovingConnector connector, MigrationPlan plan) {
        move.migrate(plan);
        connector.awaitMoreRecords();
        move.rollback(plan);
        connector.awaitMoreRecords();
    }

    private static void assertIsBehind(TableConnector connector) {
        assertThat(connector.tally().records()).isLessThan(connector.table().rows() - 1_000);
    }

    @Override
    public String toString() {
        return title;
    }
}
