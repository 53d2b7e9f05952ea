package io.connectmigrator.kafka.crash;

/**
 * What a migration passes before and after each request, each write to its journal or to Kafka, and each call of its hook.
 * Thread-safe.
 */
@FunctionalInterface
interface Gate {

    /** Lets everything through. */
    Gate OPEN = point -> true;

    /**
     * Comes to a point. It may take its time, and the process may end meanwhile.
     *
     * @return whether it goes on; false if what was about to happen does not, or is not heard of once it has happened
     */
    boolean passes(String point);

    /** {@return whether a worker answers to the next request that it cannot do that just now, since it rebalances} */
    default boolean refuses() {
        return false;
    }

    /** Does something between two points; a point that is not passed shows as the exception. */
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

    /** What is done between two points. */
    @FunctionalInterface
    interface Action<T, E extends Exception> {
        T act() throws E;
    }

    /** How a loss shows. */
    @FunctionalInterface
    interface Loss {
        RuntimeException of(String message);
    }
}
