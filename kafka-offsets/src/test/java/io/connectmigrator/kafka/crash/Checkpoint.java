package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.moving.TestedConnector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocks a migration at the given pass of a point, until it is opened. Thread-safe. */
final class Checkpoint implements Gate {

    private final String point;
    private final AtomicInteger toCome;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    Checkpoint(String point, int time) {
        this.point = point;
        this.toCome = new AtomicInteger(time);
    }

    @Override
    public boolean passes(String passed) {
        if (passed.equals(point) && toCome.decrementAndGet() == 0) {
            reached.countDown();
            await(opened);
        }
        return true;
    }

    void awaitMigration() {
        await(reached);
    }

    void open() {
        opened.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(TestedConnector.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a checkpoint", e);
        }
    }
}
