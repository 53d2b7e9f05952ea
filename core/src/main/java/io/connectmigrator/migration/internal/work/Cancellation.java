package io.connectmigrator.migration.internal.work;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a run is to end before it is through, and why. Thread-safe. */
public final class Cancellation {

    private final CompletableFuture<Problem> cancelled = new CompletableFuture<>();
    private final Set<InterruptibleSection> breakable = new LinkedHashSet<>();

    /** Ends what can be ended, now and from now on. Only the first reason counts. */
    public void cancel(Problem why) {
        if (cancelled.complete(why)) {
            underWay().forEach(work -> work.breakOff(why));
        }
    }

    /** {@return why, once it is so} */
    public Optional<Problem> reason() {
        return Optional.ofNullable(cancelled.getNow(null));
    }

    /** {@return what is complete as soon as it is so} */
    public CompletableFuture<Problem> cancelled() {
        return cancelled;
    }

    /**
     * Does some work, which is broken off by a cancellation.
     *
     * @throws StepFailedException if the run was cancelled, before or meanwhile
     */
    public <T> T keep(InterruptibleSection work, Supplier<T> part) {
        begin(work);
        try {
            @Nullable Problem why = cancelled.getNow(null);
            if (why != null) {
                throw new StepFailedException(why);
            }
            return part.get();
        } finally {
            end(work);
        }
    }

    /**
     * Waits for a call. An interrupt cancels it, and is there again when this returns; the call then ends where that does no
     * harm.
     *
     * @throws RuntimeException what the call has thrown
     */
    public <T> T await(CompletableFuture<T> call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel(Problem.error(ProblemCode.INTERRUPTED, "the thread was interrupted", "Call again to go on"));
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void begin(InterruptibleSection work) {
        breakable.add(work);
    }

    private synchronized void end(InterruptibleSection work) {
        breakable.remove(work);
    }

    private synchronized Set<InterruptibleSection> underWay() {
        return Set.copyOf(breakable);
    }
}
