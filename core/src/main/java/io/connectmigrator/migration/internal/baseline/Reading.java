package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.BaselineSample;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample with what only the comparison with another one needs.
 *
 * @param sample the sample
 * @param nanos when it was taken, by a clock that cannot be set
 * @param offsets the offsets, or null if they could not be read
 * @param lags by offset, how many records of its partition were not yet read
 */
record Reading(BaselineSample sample, long nanos, @Nullable OffsetSnapshot offsets, Map<ConnectorOffset, Long> lags) {}
