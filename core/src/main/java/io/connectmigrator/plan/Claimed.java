package io.connectmigrator.plan;

/** What to do with a plan some of whose connectors another call or another process is at work on. */
public enum Claimed {

    /** Refuse the call with an exception, and touch nothing. The default. */
    REFUSE,

    /**
     * Leave these connectors out, and go on with the others. They are reported as not started, with a problem that names the owner of
     * the claim. Those that wait for them are not started either.
     */
    SKIP
}
