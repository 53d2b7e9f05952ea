package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.report.TransportChoice;
import java.util.Locale;

/** What a check says of a move to people. */
public final class MoveInWords {

    private MoveInWords() {}

    /** {@return what there is to move, in a few words} */
    public static String found(CheckContext checkContext) {
        try {
            return checkContext.sourceConnector().type().name().toLowerCase(Locale.ROOT) + ", "
                    + ConnectorConditions.describe(checkContext.sourceStatus()) + ", " + checkContext.sourceOffsets();
        } catch (Throwable e) {
            return "not readable";
        }
    }

    /** {@return the way that the connector would go} */
    public static String way(CheckContext checkContext) {
        try {
            TransportChoice writing = checkContext.given().writing();
            String created = checkContext.targetCluster().capabilities().initialState()
                    ? "create stopped, write through " + writing.transport() + ", resume"
                    : "write through " + writing.transport() + ", then create, which starts it";
            ConnectorCopy source = checkContext.source();
            return source.quiesceStrategy().inWords() + ofTasks(source) + ", read through "
                    + Transports.reading(source.offsets()).transport() + ", " + created;
        } catch (Throwable e) {
            return "none";
        }
    }

    /** What remains where workers show a task as gone that they have given up on. */
    private static String ofTasks(ConnectorCopy source) {
        return source.offsets().seesTasksEnd()
                ? " until each task has ended"
                : " (a task that outlasts this is not seen)";
    }
}
