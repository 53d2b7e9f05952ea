package io.connectmigrator.lab.sim;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One worker of a Connect cluster: what it knows, and the requests that it is at work on. */
public final class SimulatedWorker {

    private enum State {
        UP,
        DOWN,
        STARTING
    }

    private final SimulatedConnect cluster;
    private final String id;
    private final Statuses statuses;
    private final Map<String, Registered> view = new TreeMap<>();
    private final Set<Exchange> exchanges = new LinkedHashSet<>();
    private State state = State.UP;
    private long busyUntil;
    private int life;

    SimulatedWorker(SimulatedConnect cluster, String id) {
        this.cluster = cluster;
        this.id = id;
        this.statuses = new Statuses(cluster.time());
    }

    /** {@return its host and port} */
    public String id() {
        return id;
    }

    /** {@return its URL} */
    public String url() {
        return "http://" + id;
    }

    SimulatedConnect cluster() {
        return cluster;
    }

    Statuses statuses() {
        return statuses;
    }

    /** {@return what it has read from the config topic} */
    Map<String, Registered> view() {
        return view;
    }

    /** {@return whether it takes requests and runs tasks} */
    public boolean isUp() {
        return state == State.UP;
    }

    boolean isDown() {
        return state == State.DOWN;
    }

    /** Its herder waits for tasks, and does nothing else until then. */
    void busyUntil(long moment) {
        busyUntil = Math.max(busyUntil, moment);
    }

    /** Lets the herder do something, after all that it is at work on; it is forgotten if the worker dies before that. */
    void tick(Runnable work) {
        int now = life;
        long wait =
                Math.max(0, busyUntil - cluster.time().now()) + cluster.time().between(50_000, 300_000);
        cluster.time().after(wait, () -> {
            if (life != now || state != State.UP) {
                return;
            }
            if (busyUntil > cluster.time().now()) {
                tick(work);
            } else {
                work.run();
            }
        });
    }

    /** Takes a request. */
    void receive(Exchange exchange) {
        switch (state) {
            case DOWN -> exchange.fail(new ConnectException("Connection refused"));
            case STARTING -> exchange.answer(Answer.STARTING);
            case UP -> {
                exchanges.add(exchange);
                cluster.rest().handle(this, exchange);
            }
        }
    }

    void done(Exchange exchange) {
        exchanges.remove(exchange);
    }

    /** Dies with its tasks. It refuses connections, then answers like a worker that starts, then all is as before. */
    public void restart(long down, long starting) {
        if (state != State.UP) {
            return;
        }
        life++;
        state = State.DOWN;
        busyUntil = 0;
        List<Exchange> broken = new ArrayList<>(exchanges);
        exchanges.clear();
        broken.forEach(exchange -> exchange.fail(new IOException("Connection reset")));
        cluster.lose(this);
        cluster.time().after(down, () -> state = State.STARTING);
        cluster.time().after(down + starting, () -> {
            state = State.UP;
            view.clear();
            view.putAll(cluster.registry());
            cluster.recover(this);
        });
    }

    @Override
    public String toString() {
        return id + " " + state;
    }
}
