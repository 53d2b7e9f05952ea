package io.connectmigrator.lab.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A digest of all that happens in a simulation, with its times: points, injected faults, numbers drawn by chance, answers, and every
 * change of the state of a cluster, task, journal, process or clock. A simulation has no other input than its seed and its faults, so
 * two runs with the same digest and the same faults to come go on in the same way.
 */
final class History {

    private final VirtualTime time;
    private @Nullable MessageDigest digest;

    History(VirtualTime time) {
        this.time = time;
    }

    /** Notes all that happens from now on; by default nothing is noted. */
    void keep() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean isKept() {
        return digest != null;
    }

    void note(String what, @Nullable Object value) {
        MessageDigest kept = digest;
        if (kept != null) {
            kept.update((time.now() + " " + what + " " + value + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** {@return the digest of what has happened since the history was kept} */
    String digest() {
        MessageDigest kept = digest;
        if (kept == null) {
            throw new IllegalStateException("nothing was noted");
        }
        try {
            return HexFormat.of().formatHex(((MessageDigest) kept.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("a digest of the JDK can be cloned", e);
        }
    }
}
