package io.connectmigrator.internal;

/** What kind of thing was thrown and where, for a log: its message may hold what must not be shown. */
public final class StackTraceOnly extends Exception {

    private static final long serialVersionUID = 1L;

    public StackTraceOnly(Throwable failure) {
        super(
                failure.getClass().getName(),
                failure.getCause() == null ? null : new StackTraceOnly(failure.getCause()),
                false,
                true);
        setStackTrace(failure.getStackTrace());
    }
}
