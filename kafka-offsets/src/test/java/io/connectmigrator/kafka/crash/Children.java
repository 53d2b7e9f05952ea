package io.connectmigrator.kafka.crash;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Children that wait for instructions. Those that are to be killed are started before they are needed; their successors may have
 * moved other connectors before, but not the one that they get. Thread-safe.
 */
final class Children implements AutoCloseable {

    private final Path log;
    private final int ahead;
    private final Set<Child> all = ConcurrentHashMap.newKeySet();
    private final Deque<Child> fresh = new ArrayDeque<>();
    private final Deque<Child> used = new ArrayDeque<>();

    /** Starts this number of children, and replaces each that is taken. */
    Children(Path log, int ahead) {
        this.log = log;
        this.ahead = ahead;
        refill();
    }

    /** {@return a child that is to be killed} */
    synchronized Child childToKill() {
        Child child = fresh.removeFirst();
        refill();
        return child;
    }

    /** {@return a child that continues after another has been killed} */
    synchronized Child successor() {
        return used.isEmpty() ? childToKill() : used.removeFirst();
    }

    /** Takes a child back that has carried out its instructions. */
    synchronized void takeBack(Child child) {
        used.addLast(child);
    }

    private void refill() {
        while (fresh.size() < ahead) {
            Child child = Child.launch(log);
            all.add(child);
            fresh.addLast(child);
        }
    }

    /** Kills all. */
    @Override
    public void close() {
        all.forEach(Child::kill);
    }
}
