package io.connectmigrator.kafka.internal.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The offset syncs of one partition, in the order in which they were written. Where an offset goes back, the mirror, the topic or its copy
 * has begun anew; only the syncs since then are known to be of one run.
 */
final class SyncHistory {

    private final List<List<OffsetSync>> runs = new ArrayList<>();
    private OffsetSync last = new OffsetSync(Long.MAX_VALUE, Long.MAX_VALUE);

    void add(OffsetSync sync) {
        if (sync.upstream() < last.upstream() || sync.downstream() < last.downstream()) {
            runs.add(new ArrayList<>());
        }
        runs.get(runs.size() - 1).add(sync);
        last = sync;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** {@return the offset in the copy that was noted last for a record of the original} */
    OptionalLong of(long upstream) {
        return upTo(upstream).stream()
                .filter(sync -> sync.upstream() == upstream)
                .mapToLong(OffsetSync::downstream)
                .findFirst();
    }

    /** {@return of each run the latest sync whose offset in the original is at most this one, the latest run first} */
    List<OffsetSync> upTo(long upstream) {
        return latest(new OffsetSync(upstream, Long.MAX_VALUE));
    }

    /** {@return of each run the latest sync whose offset in the copy is at most this one, the latest run first} */
    List<OffsetSync> downTo(long downstream) {
        return latest(new OffsetSync(Long.MAX_VALUE, downstream));
    }

    private List<OffsetSync> latest(OffsetSync most) {
        List<OffsetSync> found = new ArrayList<>();
        for (int run = runs.size() - 1; run >= 0; run--) {
            List<OffsetSync> syncs = runs.get(run);
            for (int i = syncs.size() - 1; i >= 0; i--) {
                OffsetSync sync = syncs.get(i);
                if (sync.upstream() <= most.upstream() && sync.downstream() <= most.downstream()) {
                    found.add(sync);
                    break;
                }
            }
        }
        return found;
    }
}
