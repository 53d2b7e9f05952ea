package io.connectmigrator.kafka.internal.bridge;

import java.util.List;
import java.util.OptionalLong;

/** The log of one partition, as it was when this was made, with the records that a certain consumer would get. */
interface LogView {

    /** {@return the offset of the first record} */
    long start();

    /** {@return the offset behind the last record that may be read; an open transaction may keep others back} */
    long end();

    /** {@return the offset behind the last record of the log} */
    long logEnd();

    /** {@return the records with offsets from one up to another, which must lie between start and end} */
    List<LogRecord> read(long from, long to);

    /** {@return the offset of the first record that is not older than a timestamp, if there is one} */
    OptionalLong notBefore(long timestamp);
}
