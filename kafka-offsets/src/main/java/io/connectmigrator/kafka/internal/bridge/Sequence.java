package io.connectmigrator.kafka.internal.bridge;

/**
 * Records of a log in their order, with a number for each so that equal records have equal numbers.
 *
 * @param ids the numbers, {@link #UNKNOWN} for a record that is not in the other log
 * @param offsets their offsets
 * @param fromStart whether no records of the log come before them
 * @param complete whether, moreover, none was ever deleted by retention
 * @param toEnd whether no records of the log come behind them
 */
@SuppressWarnings("ArrayRecordComponent") // Sequences are never compared.
record Sequence(int[] ids, long[] offsets, boolean fromStart, boolean complete, boolean toEnd) {

    static final int UNKNOWN = -1;

    int length() {
        return ids.length;
    }
}
