package io.connectmigrator.readiness;

/** What the scores come to. */
public enum Verdict {
    /** Something is unknown or contradicted, so that nothing should move in production. */
    NOT_READY,
    /** Everything is known and not everything is tested: enough for a pilot, not for all connectors. */
    PILOT,
    /** Everything is tested. */
    READY;

    /** {@return the verdict that a score leads to} */
    static Verdict of(int score) {
        return switch (score) {
            case 0 -> NOT_READY;
            case 1 -> PILOT;
            default -> READY;
        };
    }

    /** {@return the verdict in words, such as {@code NOT READY}} */
    @Override
    public String toString() {
        return name().replace('_', ' ');
    }
}
