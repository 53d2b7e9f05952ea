package io.confluent.connect.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The columns by which rows are read in order, of which one may be empty: by time, by number, or by number among equal times. An
 * offset has the values of a row in these columns.
 */
record RowOrder(String timestampColumn, String incrementingColumn) {

    private static final String INCREMENTING = "incrementing";
    private static final String TIMESTAMP = "timestamp";
    private static final String NANOS = "timestamp_nanos";

    /** The columns that a mode has; a setting of another mode is left alone. */
    static RowOrder of(String mode, String timestampColumn, String incrementingColumn) {
        return new RowOrder(
                mode.contains(TIMESTAMP) ? timestampColumn : "", mode.contains(INCREMENTING) ? incrementingColumn : "");
    }

    /** {@return a query for the rows beyond an offset, which is to be {@link #bind bound}} */
    String queryBeyond(String table, int limit) {
        String beyond;
        String order;
        if (timestampColumn.isEmpty()) {
            beyond = incrementingColumn + " > ?";
            order = incrementingColumn;
        } else if (incrementingColumn.isEmpty()) {
            beyond = timestampColumn + " > ?";
            order = timestampColumn;
        } else {
            beyond = "(" + timestampColumn + " = ? AND " + incrementingColumn + " > ?) OR " + timestampColumn + " > ?";
            order = timestampColumn + ", " + incrementingColumn;
        }
        return "SELECT * FROM " + table + " WHERE " + beyond + " ORDER BY " + order + " LIMIT " + limit;
    }

    /** Binds the query to an offset, or to one before all rows if it is empty. */
    void bind(PreparedStatement statement, Map<String, Object> offset) throws SQLException {
        int parameter = 1;
        if (!timestampColumn.isEmpty()) {
            statement.setTimestamp(parameter++, time(offset));
        }
        if (!incrementingColumn.isEmpty()) {
            statement.setLong(parameter++, offset.isEmpty() ? -1 : number(offset, INCREMENTING));
        }
        if (parameter > 2) {
            statement.setTimestamp(parameter, time(offset));
        }
    }

    private static Timestamp time(Map<String, Object> offset) {
        Timestamp time = new Timestamp(offset.isEmpty() ? 0 : number(offset, TIMESTAMP));
        if (!offset.isEmpty()) {
            time.setNanos((int) number(offset, NANOS));
        }
        return time;
    }

    private static long number(Map<String, Object> offset, String field) {
        if (offset.get(field) instanceof Long number) {
            return number;
        }
        throw new ConnectException("an offset must hold a number named " + field + ", was " + offset);
    }

    /** {@return the offset of the current row} */
    Map<String, Object> offsetOf(ResultSet row) throws SQLException {
        Map<String, Object> offset = new HashMap<>();
        if (!timestampColumn.isEmpty()) {
            Timestamp time = row.getTimestamp(timestampColumn);
            offset.put(TIMESTAMP, time.getTime());
            offset.put(NANOS, (long) time.getNanos());
        }
        if (!incrementingColumn.isEmpty()) {
            offset.put(INCREMENTING, row.getLong(incrementingColumn));
        }
        return offset;
    }
}
