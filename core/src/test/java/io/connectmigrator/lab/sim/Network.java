package io.connectmigrator.lab.sim;

import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings requests to workers, and answers back. */
final class Network {

    private final VirtualTime time;
    private final Map<String, SimulatedWorker> workers = new HashMap<>();

    Network(VirtualTime time) {
        this.time = time;
    }

    void add(List<SimulatedWorker> all) {
        all.forEach(worker -> workers.put(worker.id(), worker));
    }

    void send(String authority, Exchange exchange, SimulatedProcess process) {
        SimulatedWorker worker = workers.get(authority);
        time.after(latency(), () -> {
            exchange.back(arrival -> {
                if (worker != null) {
                    worker.done(exchange);
                }
                time.after(latency(), arrival);
            });
            if (worker == null) {
                exchange.fail(new ConnectException("Connection refused"));
            } else {
                worker.receive(exchange);
            }
        });
    }

    /** {@return how long a request or an answer is under way} */
    private long latency() {
        return time.between(100_000, 600_000);
    }
}
