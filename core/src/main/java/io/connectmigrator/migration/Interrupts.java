package io.connectmigrator.migration;

/**
 * Keeps interrupts from a migration that is at a point where it must not end, and gives them back when it is through. For
 * one thread.
 */
final class Interrupts {

    private boolean kept;

    /** Takes the interrupt that has come, and says whether one has. */
    boolean keep() {
        boolean came = Thread.interrupted();
        kept |= came;
        return came;
    }

    void giveBack() {
        if (kept) {
            Thread.currentThread().interrupt();
        }
    }
}
