package io.connectmigrator.topic;

/**
 * Which records a partition has.
 *
 * @param start the offset of its first record, or its end if it has none
 * @param end the offset that the next record will have
 */
public record OffsetRange(long start, long end) {}
