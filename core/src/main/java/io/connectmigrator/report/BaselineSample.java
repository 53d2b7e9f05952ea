package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a connector showed. What could not be read is null, and {@link #unread} says why; a number is null as well where
 * nothing can be read, such as the lag without a client of the topics.
 *
 * @param at when it was taken
 * @param state the state of the connector as its workers name it, such as {@code RUNNING}, or null
 * @param worker the worker that runs the connector itself, empty if none was named, or null
 * @param cause the first line of its trace without secrets if it has failed, or null
 * @param tasks its tasks
 * @param partitions how many partitions have an offset, or null
 * @param lag how many records these partitions have that the connector has not yet read, if it reads topics, or null
 * @param deadLetters how many records were ever written to its dead letter topic, or null
 * @param unread what could not be read, and why
 */
public record BaselineSample(
        Instant at,
        @Nullable String state,
        @Nullable String worker,
        @Nullable String cause,
        List<Task> tasks,
        @Nullable Integer partitions,
        @Nullable Long lag,
        @Nullable Long deadLetters,
        List<String> unread) {

    /**
     * Copies the lists.
     *
     * @param at when it was taken
     * @param state the state of the connector, or null
     * @param worker the worker that runs it, or null
     * @param cause why it has failed, or null
     * @param tasks its tasks
     * @param partitions how many partitions have an offset, or null
     * @param lag how many records it has not yet read, or null
     * @param deadLetters how many records its dead letter topic had, or null
     * @param unread what could not be read
     */
    public BaselineSample {
        requireNonNull(at, "at");
        tasks = List.copyOf(tasks);
        unread = List.copyOf(unread);
    }

    /**
     * One task in a sample.
     *
     * @param id its number
     * @param state its state as it reports it, such as {@code RUNNING}
     * @param worker the worker that runs it, empty if none was named
     * @param cause the first line of its trace without secrets if it has failed, or null
     */
    public record Task(
            int id, String state, String worker, @Nullable String cause) {

        /**
         * Checks that every part is there.
         *
         * @param id its number
         * @param state its state
         * @param worker the worker that runs it
         * @param cause why it has failed, or null
         */
        public Task {
            requireNonNull(state, "state");
            requireNonNull(worker, "worker");
        }
    }

    /** {@return the worker of the connector and those of its tasks, in the order of tasks} */
    List<String> workers() {
        return Stream.concat(
                        Stream.of(worker == null ? "" : worker), tasks.stream().map(Task::worker))
                .toList();
    }
}
