package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.kafka.internal.client.KafkaFailures;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether the owners of claims are alive. No clocks are compared: an owner is dead when, for as long as
 * this process measures, nothing is heard of it.
 */
public final class LivenessProbe {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final JournalTopic topic;
    private final Duration takeOverAfter;

    LivenessProbe(JournalTopic topic, Duration takeOverAfter) {
        this.topic = topic;
        this.takeOverAfter = takeOverAfter;
    }

    /**
     * Returns at once if none of these entries is claimed.
     *
     * @return the claims of dead owners
     * @throws ClaimedException as soon as one of them shows a sign of life
     */
    List<LeaseRecord> requireSilent(String tried, Set<String> ids) {
        Map<String, Long> before = topic.read(tried, view -> lastHeartbeats(view, ids));
        long begin = System.nanoTime();
        while (!before.isEmpty()) {
            // A sign of life from before the time was up is in what is read after it.
            boolean last = System.nanoTime() - begin > takeOverAfter.toNanos();
            List<LeaseRecord> silent = topic.read(tried, view -> requireSilent(view, ids, before));
            if (last || silent.isEmpty()) {
                return silent;
            }
            pause(tried);
        }
        return List.of();
    }

    private static Map<String, Long> lastHeartbeats(JournalView view, Set<String> ids) {
        Map<String, Long> heartbeats = new HashMap<>();
        view.claimsTo(ids).forEach(claim -> heartbeats.put(claim.session(), view.lastHeartbeat(claim.session())));
        return heartbeats;
    }

    private static List<LeaseRecord> requireSilent(JournalView view, Set<String> ids, Map<String, Long> before) {
        List<LeaseRecord> claims = view.claimsTo(ids);
        for (LeaseRecord claim : claims) {
            Long heartbeat = before.get(claim.session());
            if (heartbeat == null || heartbeat < view.lastHeartbeat(claim.session())) {
                throw claimed(ids, claim);
            }
        }
        return claims;
    }

    /** {@return what to throw when wanted entries are claimed} */
    public static ClaimedException claimed(Set<String> wanted, LeaseRecord claim) {
        Set<String> both = new HashSet<>(wanted);
        both.retainAll(claim.ids());
        return new ClaimedException(Collections.min(both.isEmpty() ? wanted : both), claim.owner());
    }

    private void pause(String tried) {
        try {
            Thread.sleep(Math.min(takeOverAfter.toMillis() / 10, LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
    }
}
