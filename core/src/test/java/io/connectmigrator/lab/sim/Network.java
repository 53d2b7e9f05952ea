package io.connectmigrator.lab.sim;

import java.io.IOException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delivers requests to workers and their answers, or fails to. */
final class Network {

    private static final long SECOND = 1_000_000_000;

    private final VirtualTime time;
    private final Map<String, SimulatedWorker> workers = new HashMap<>();

    Network(VirtualTime time) {
        this.time = time;
    }

    void add(List<SimulatedWorker> all) {
        all.forEach(worker -> workers.put(worker.id(), worker));
    }

    /** {@return the worker at a host and port, or null} */
    @Nullable
    SimulatedWorker worker(String authority) {
        return workers.get(authority);
    }

    void send(@Nullable SimulatedWorker worker, Exchange exchange, @Nullable Fault fault) {
        exchange.back(arrival -> {
            if (worker != null) {
                worker.done(exchange);
            }
            time.after(latency(), arrival);
        });
        time.after(latency(), () -> {
            if (worker == null) {
                exchange.fail(new ConnectException("Connection refused"));
            } else if (fault == null) {
                worker.receive(exchange);
            } else {
                fail(worker, exchange, fault);
            }
        });
    }

    private void fail(SimulatedWorker worker, Exchange exchange, Fault fault) {
        switch (fault) {
            case REFUSED -> exchange.fail(new ConnectException("Connection refused"));
            case REQUEST_LOST -> exchange.fail(new IOException("Connection reset"));
            case ANSWER_LOST -> hand(worker, exchange, () -> exchange.fail(new IOException("Connection reset")));
            case NO_ANSWER_DONE -> hand(worker, exchange, () -> {});
            case NO_ANSWER_DONE_LATE -> later(worker, exchange, time.between(5 * SECOND, 85 * SECOND));
            case CONNECTION_LOST_DONE_LATE -> {
                later(worker, exchange, time.between(SECOND / 10, 4 * SECOND));
                exchange.fail(new IOException("Connection reset"));
            }
            case ANSWER_DELAYED -> {
                exchange.back(arrival -> {
                    worker.done(exchange);
                    time.after(20 * SECOND, arrival);
                });
                worker.receive(exchange);
            }
            case REBALANCE -> exchange.answer(RestResource.STALE);
            case WORKER_TIMED_OUT_DONE_LATE -> {
                long timeout = 90 * SECOND;
                later(worker, exchange, time.between(SECOND, timeout + 20 * SECOND));
                time.after(timeout, () -> exchange.answer(Answer.error(500, "Request timed out")));
            }
            case WORKER_TIMED_OUT_NOT_DONE ->
                time.after(90 * SECOND, () -> exchange.answer(Answer.error(500, "Request timed out")));
            case FORWARD_LOST_DONE -> hand(worker, exchange, () -> exchange.answer(lostForward()));
            case FORWARD_LOST_DONE_LATE -> {
                later(worker, exchange, time.between(SECOND / 10, 4 * SECOND));
                exchange.answer(lostForward());
            }
            case FORWARD_LOST_NOT_DONE -> exchange.answer(lostForward());
            case FORWARD_REFUSED ->
                exchange.answer(Answer.error(500, RestResource.FORWARDING + RestResource.NO_CONNECTION));
            case REBALANCE_EXPECTED ->
                exchange.answer(Answer.error(500, "Request cannot be completed because a rebalance is expected"));
            case STARTING -> exchange.answer(Answer.STARTING);
            case SAYS_ALTERED ->
                exchange.answer(
                        Answer.ok(Map.of("message", "The offsets for this connector have been altered successfully")));
            case SERVER_ERROR -> exchange.answer(Answer.error(500, "Something is wrong with this worker"));
            default -> {
                // A request that gets no answer has no further effect on the sender.
            }
        }
    }

    private static Answer lostForward() {
        return Answer.error(500, RestResource.FORWARDING + RestResource.NO_ANSWER);
    }

    private void later(SimulatedWorker worker, Exchange exchange, long delay) {
        time.after(delay, () -> hand(worker, exchange, () -> {}));
    }

    /** Lets a worker do what was asked for; its answer goes nowhere. */
    private static void hand(SimulatedWorker worker, Exchange exchange, Runnable onEnd) {
        Exchange copy = exchange.copy(onEnd);
        copy.back(arrival -> {
            worker.done(copy);
            arrival.run();
        });
        worker.receive(copy);
    }

    /** {@return how long a request or an answer is under way} */
    private long latency() {
        return time.between(100_000, 600_000);
    }
}
