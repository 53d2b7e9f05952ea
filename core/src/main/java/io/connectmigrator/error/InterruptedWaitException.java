package io.connectmigrator.error;

/** The thread was interrupted while it waited, for an answer or before another try. Its interrupt flag is set. */
public final class InterruptedWaitException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what was waited for.
     *
     * @param message what was waited for
     * @param cause the interrupt
     */
    public InterruptedWaitException(String message, InterruptedException cause) {
        super(message, cause);
    }

    /** {@return that a request which changes something may have been done, and that the call can be made again} */
    @Override
    public String remedy() {
        return "Call again to go on; a request that changes something may have been done, so look first";
    }
}
