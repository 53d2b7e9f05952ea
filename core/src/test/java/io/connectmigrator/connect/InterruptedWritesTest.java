package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The thread of a call is interrupted: what is known of a write then. */
final class InterruptedWritesTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final String RUNNING =
            "{\"name\":\"a\",\"connector\":{\"state\":\"RUNNING\",\"worker_id\":\"w\"},\"tasks\":[],\"type\":\"source\"}";

    @AfterEach
    void leaveNoInterruptBehind() {
        Thread.interrupted();
    }

    @Test
    void a_write_that_is_interrupted_while_its_answer_is_awaited_may_have_been_done() throws Exception {
        worker.answers("PUT", "/connectors/a/stop", StubWorker.json(204, "").withFixedDelay(20_000));
        AtomicBoolean flag = new AtomicBoolean();

        Throwable thrown = interruptedAtWork("PUT", "/connectors/a/stop", flag, () -> client().stop("a"));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        UnknownOutcomeException.class,
                        e -> assertThat(e.mayBeDoneWithin()).isGreaterThan(Duration.ofSeconds(60)))
                .hasMessageContaining("interrupted");
        assertThat(flag).isTrue();
    }

    @Test
    void a_restart_that_is_interrupted_may_have_been_done() throws Exception {
        worker.answers("POST", "/connectors/a/restart", StubWorker.json(204, "").withFixedDelay(20_000));

        Throwable thrown =
                interruptedAtWork("POST", "/connectors/a/restart", new AtomicBoolean(), () -> client().restart("a"));

        assertThat(thrown).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void a_read_that_is_interrupted_is_only_that() throws Exception {
        worker.answers("GET", "/connectors", StubWorker.json(200, "[]").withFixedDelay(20_000));
        AtomicBoolean flag = new AtomicBoolean();

        Throwable thrown = interruptedAtWork("GET", "/connectors", flag, () -> client().listConnectors());

        assertThat(thrown).isInstanceOf(InterruptedWaitException.class);
        assertThat(flag).isTrue();
    }

    @Test
    void a_write_that_is_interrupted_between_two_readings_may_have_been_done() {
        worker.answers("PUT", "/connectors/a/stop", StubWorker.dropped());
        worker.answers("GET", "/connectors/a/status", 200, RUNNING);
        ConnectClient client = client(new Waiting(System::nanoTime, pause -> {
            throw new InterruptedException();
        }));

        assertThatThrownBy(() -> client.stop("a"))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("the thread was interrupted while reading was to tell");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_thread_that_was_interrupted_before_sends_nothing() {
        worker.answers("PUT", "/connectors/a/stop", 204, "");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client().stop("a"))
                .isInstanceOf(InterruptedWaitException.class)
                .hasMessageContaining("before PUT " + worker.url() + "/connectors/a/stop was sent");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(worker.count()).isZero();
    }

    /** {@return what the call threw in a thread that was interrupted after the worker had received the request} */
    private static @Nullable Throwable interruptedAtWork(
            String method, String path, AtomicBoolean interrupted, ThrowingCallable call) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                call.call();
            } catch (Throwable e) {
                thrown.set(e);
            }
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (worker.count(method, path) == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(15));
        return thrown.get();
    }

    private static ConnectClient client() {
        return client(Waiting.real());
    }

    private static ConnectClient client(Waiting waiting) {
        return ConnectClient.builder(worker.url())
                .time(waiting, Clock.systemUTC())
                .build();
    }
}
