package io.connectmigrator.kafka.crash;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Children that wait for orders. Those that are to be killed are started before they are needed; those that go on after them
 * may have served other connectors, but none knows anything of the one that it is given. Thread-safe.
 */
final class Children implements AutoCloseable {

    private final Path log;
    private final int ahead;
    private final Set<Child> all = ConcurrentHashMap.newKeySet();
    private final Deque<Child> fresh = new ArrayDeque<>();
    private final Deque<Child> used = new ArrayDeque<>();

    /** Starts as many as that, and sees that no fewer are waiting at any time. */
    Children(Path log, int ahead) {
        this.log = log;
        this.ahead = ahead;
        refill();
    }

    /** {@return one that is to be killed} */
    synchronized Child childToKill() {
        Child child = fresh.removeFirst();
        refill();
        return child;
    }

    /** {@return one that goes on after another has been killed} */
    synchronized Child successor() {
        return used.isEmpty() ? childToKill() : used.removeFirst();
    }

    /** Takes one back that has carried out its orders. */
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
