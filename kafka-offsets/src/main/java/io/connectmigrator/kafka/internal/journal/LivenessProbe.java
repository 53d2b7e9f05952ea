package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.kafka.internal.client.KafkaFailures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether the owners of leases are alive. It compares no clocks of two hosts: a lease has expired when its owner
 * writes no heartbeat for as long as this process measures.
 */
final class LivenessProbe {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final JournalLog log;
    private final Duration takeOverAfter;
    private final LeaseScheduler scheduler;

    LivenessProbe(JournalLog log, Duration takeOverAfter, LeaseScheduler scheduler) {
        this.log = log;
        this.takeOverAfter = takeOverAfter;
        this.scheduler = scheduler;
    }

    /**
     * Waits until all leases on these entries have expired or been released. Returns at once if there are none.
     *
     * @return the leases that have expired
     * @throws ClaimedException as soon as the owner of one of them writes a heartbeat
     */
    List<LeaseRecord> requireExpired(String tried, Set<String> ids) {
        Map<String, Long> before = log.read(tried, view -> lastHeartbeats(view, ids));
        long begin = scheduler.time().nanoTime();
        while (!before.isEmpty()) {
            // A heartbeat from before the time was up is in what is read after it.
            boolean last = scheduler.time().nanoTime() - begin > takeOverAfter.toNanos();
            List<LeaseRecord> silent = log.read(tried, view -> requireSilent(view, ids, before));
            if (last || silent.isEmpty()) {
                return silent;
            }
            pause(tried);
        }
        return List.of();
    }

    private static Map<String, Long> lastHeartbeats(JournalView view, Set<String> ids) {
        Map<String, Long> offsets = new HashMap<>();
        view.leasesOn(ids).forEach(lease -> offsets.put(lease.session(), view.lastHeartbeat(lease.session())));
        return offsets;
    }

    private static List<LeaseRecord> requireSilent(JournalView view, Set<String> ids, Map<String, Long> before) {
        List<LeaseRecord> leases = view.leasesOn(ids);
        for (LeaseRecord lease : leases) {
            Long heartbeat = before.get(lease.session());
            if (heartbeat == null || heartbeat < view.lastHeartbeat(lease.session())) {
                throw lease.conflict(ids);
            }
        }
        return leases;
    }

    private void pause(String tried) {
        try {
            scheduler
                    .time()
                    .sleep(Duration.ofMillis(Math.min(takeOverAfter.toMillis() / 10, LONGEST_PAUSE.toMillis())));
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
    }
}
