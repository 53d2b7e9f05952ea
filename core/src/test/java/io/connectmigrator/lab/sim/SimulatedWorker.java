package io.connectmigrator.lab.sim;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One worker of a Connect cluster: what it has read, and the requests that it processes. */
public final class SimulatedWorker {

    private enum State {
        UP,
        DOWN,
        STARTING,
        SUSPENDED
    }

    private final SimulatedConnect cluster;
    private final String id;
    private final Statuses statuses;
    private final Map<String, Registered> view = new TreeMap<>();
    private final Set<Exchange> exchanges = new LinkedHashSet<>();
    private State state = State.UP;
    private final List<Runnable> queue = new ArrayList<>();
    private final List<Exchange> unread = new ArrayList<>();
    private int awaited;
    private final List<String> busy = new ArrayList<>();
    private boolean expectsRebalance;
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

    /** Its herder waits for a task, and does nothing else until then. */
    void await(SimulatedTask task) {
        int now = life;
        awaited++;
        Runnable over = busyWith(task.connector());
        task.whenGone(() -> {
            if (life == now) {
                awaited--;
                over.run();
                cluster.rebalanceIfIdle();
            }
        });
    }

    /** Its herder is at work on a connector, and does nothing else until that is over. */
    Runnable busyWith(String connector) {
        int now = life;
        busy.add(connector);
        return () -> {
            if (life == now) {
                busy.remove(connector);
                goOn();
            }
        };
    }

    boolean isAwaiting() {
        return awaited > 0;
    }

    /** {@return whether it does what it is asked for at once: it is up, and its herder is at work on no connector} */
    boolean isAtLeisure() {
        return isUp() && busy.isEmpty();
    }

    boolean isBusyWithOtherThan(String connector) {
        return busy.stream().anyMatch(other -> !other.equals(connector));
    }

    /** A change that needs a rebalance came while the herder was at work on another one: what comes next meets that. */
    void expectRebalance() {
        expectsRebalance = true;
    }

    boolean expectsRebalance() {
        return expectsRebalance;
    }

    private void goOn() {
        if (busy.isEmpty()) {
            List<Runnable> waiting = List.copyOf(queue);
            queue.clear();
            waiting.forEach(this::tick);
            cluster.time().after(1_000_000, () -> expectsRebalance = false);
        }
    }

    /** Queues an action for the herder; it is dropped if the worker crashes before. */
    void tick(Runnable work) {
        int now = life;
        cluster.time().after(cluster.time().between(50_000, 300_000), () -> {
            if (life != now || state != State.UP) {
                return;
            }
            if (!busy.isEmpty()) {
                queue.add(work);
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
            case SUSPENDED -> {
                exchanges.add(exchange);
                unread.add(exchange);
            }
            case UP -> {
                exchanges.add(exchange);
                cluster.rest().handle(this, exchange);
            }
        }
    }

    void done(Exchange exchange) {
        exchanges.remove(exchange);
    }

    /** Crashes with its tasks. It refuses connections, then answers like a starting worker, then serves again. */
    public void restart(long down, long starting) {
        if (isUp()) {
            kill();
            cluster.time().after(down, () -> launch(starting));
        }
    }

    /** Crashes with its tasks, and refuses connections from then on. */
    public void kill() {
        cluster.time().history().note("crashed", id);
        life++;
        state = State.DOWN;
        awaited = 0;
        busy.clear();
        expectsRebalance = false;
        queue.clear();
        unread.clear();
        List<Exchange> broken = new ArrayList<>(exchanges);
        exchanges.clear();
        broken.forEach(exchange -> exchange.fail(new IOException("Connection reset")));
        cluster.lose(this);
        cluster.rebalanceIfIdle();
    }

    /** Starts again after a crash, which takes a while. */
    public void launch(long starting) {
        if (state != State.DOWN) {
            return;
        }
        cluster.time().history().note("starting", id);
        state = State.STARTING;
        cluster.time().after(starting, () -> {
            state = State.UP;
            view.clear();
            view.putAll(cluster.registry());
            cluster.recover(this);
        });
    }

    /** Takes requests from now on, and reads them only when it {@linkplain #wake wakes}. Its tasks go on. */
    public void suspend() {
        if (isUp()) {
            state = State.SUSPENDED;
        }
    }

    /** Goes on. */
    public void wake() {
        if (state == State.SUSPENDED) {
            state = State.UP;
            view.clear();
            view.putAll(cluster.registry());
            List<Exchange> late = List.copyOf(unread);
            unread.clear();
            late.forEach(exchange -> cluster.rest().handle(this, exchange));
            cluster.recover(this);
        }
    }

    @Override
    public String toString() {
        return id + " " + state;
    }
}
