package io.connectmigrator.kafka.crash;

/**
 * Is called before and after each request, each write to the journal or to Kafka, and each call of the hook.
 * Thread-safe.
 */
@FunctionalInterface
interface Gate {

    /** Lets everything through. */
    Gate OPEN = point -> true;

    /**
     * Is called at a point. It may block, and the process may end meanwhile.
     *
     * @return true to go on; false to drop the request before the point, or the answer after it
     */
    boolean passes(String point);

    /** {@return whether a worker answers the next request with the 409 of a rebalance} */
    default boolean refuses() {
        return false;
    }

    /** Runs an action between two points; a point that is not passed results in the exception. */
    default <T, E extends Exception> T around(String what, Action<T, E> action, Loss loss) throws E {
        if (!passes("before " + what)) {
            throw loss.of("lost before " + what + ", which was not done");
        }
        T result = action.act();
        if (!passes("after " + what)) {
            throw loss.of("lost after " + what + ", which was done");
        }
        return result;
    }

    /** The action between two points. */
    @FunctionalInterface
    interface Action<T, E extends Exception> {
        T act() throws E;
    }

    /** Creates the exception for a lost request or answer. */
    @FunctionalInterface
    interface Loss {
        RuntimeException of(String message);
    }
}
