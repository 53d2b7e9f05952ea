package io.connectmigrator.event;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.MigrationTotals;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a {@link io.connectmigrator.migration.MigrationRun}. Its {@code toString} is one line for people. Immutable; holds no
 * config, no credential and no offset: where a problem quotes partitions or offsets, its event has <code>{…}</code>, and the
 * report has them. No duration is negative, even if the clock was set back.
 *
 * <p>The first event of a run is {@link RunStarted} and the last one {@link RunEnded}, unless another is at work on
 * one of the connectors. In between each connector has its steps, one after the other, and {@link ConnectorEnded}.
 *
 * <p>A later version may have more kinds of events, and kinds with more components: code that tells kinds apart needs a default, which
 * the compiler demands of a {@code switch}, and reads components by their names.
 */
public sealed interface MigrationEvent
        permits MigrationEvent.OfConnector,
                MigrationEvent.RunStarted,
                MigrationEvent.WaveStarted,
                MigrationEvent.GateReached,
                MigrationEvent.GateAnswered,
                MigrationEvent.RunEnded,
                LaterEvent {

    /** {@return when it happened, by the clock of the process that migrates} */
    Instant time();

    /** {@return the {@link io.connectmigrator.migration.MigrationRun#id() id} of the run} */
    String run();

    /** What a run was asked for. Later versions may have more constants. */
    enum Call {
        /** To move the connectors of a plan. */
        MIGRATE,
        /** To delete what has been moved from the source. */
        CONFIRM,
        /** To bring back what has been moved. */
        ROLLBACK,
        /** To try a plan with copies, which are removed. */
        REHEARSE,
        /** To end entries of the journal that no longer fit what is on the clusters. */
        FORGET,
        /** To watch what has been moved until it is confirmed or brought back. */
        WATCH;

        /** {@return the name in lower case} */
        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /** Something that has happened to one connector. */
    sealed interface OfConnector extends MigrationEvent {

        /** {@return the connector's name on the source} */
        String connector();

        /** {@return its name on the target, or that of the connector that it becomes} A connector that is split has events for each part. */
        String target();

        /** {@return the attributes that the plan gives it, in order; unmodifiable} */
        Map<String, String> attributes();
    }

    /**
     * It is known which connectors there are to move, and nothing has been touched.
     *
     * @param time when
     * @param run the id of the run
     * @param call what was asked for
     * @param from the name of the source cluster
     * @param to the names of the target clusters; empty if no connector matches the plan
     * @param connectors the names of the connectors on the source, in the order of the plan
     */
    record RunStarted(Instant time, String run, Call call, String from, List<String> to, List<String> connectors)
            implements MigrationEvent {

        /**
         * Copies the lists.
         *
         * @param time when
         * @param run the id of the run
         * @param call what was asked for
         * @param from the name of the source cluster
         * @param to the names of the target clusters
         * @param connectors the names of the connectors
         */
        public RunStarted {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            requireNonNull(call, "call");
            requireNonNull(from, "from");
            to = List.copyOf(to);
            connectors = List.copyOf(connectors);
        }

        @Override
        public String toString() {
            String where = to.isEmpty() ? from : from + " to " + String.join(", ", to);
            return time + " " + call + " of " + count(connectors) + " from " + PlainLine.of(where) + " started";
        }
    }

    /**
     * A wave of connectors starts.
     *
     * @param time when
     * @param run the id of the run
     * @param wave its number, from 1 on
     * @param connectors the names of its connectors on the source
     */
    record WaveStarted(Instant time, String run, int wave, List<String> connectors) implements MigrationEvent {

        /**
         * Copies the list.
         *
         * @param time when
         * @param run the id of the run
         * @param wave its number
         * @param connectors the names of its connectors
         */
        public WaveStarted {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            connectors = List.copyOf(connectors);
        }

        @Override
        public String toString() {
            return time + " wave " + wave + " started: " + count(connectors);
        }
    }

    /**
     * The plan's gate is asked whether the next wave may start.
     *
     * @param time when
     * @param run the id of the run
     * @param wave the number of the wave that has come to its end
     */
    record GateReached(Instant time, String run, int wave) implements MigrationEvent {

        /**
         * Checks that every part is there.
         *
         * @param time when
         * @param run the id of the run
         * @param wave the number of the wave
         */
        public GateReached {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
        }

        @Override
        public String toString() {
            return time + " wave " + wave + " has come to its end; waiting for the gate";
        }
    }

    /**
     * The plan's gate has answered.
     *
     * @param time when
     * @param run the id of the run
     * @param wave the number of the wave that has come to its end
     * @param open whether the next wave may start
     */
    record GateAnswered(Instant time, String run, int wave, boolean open) implements MigrationEvent {

        /**
         * Checks that every part is there.
         *
         * @param time when
         * @param run the id of the run
         * @param wave the number of the wave
         * @param open whether the next wave may start
         */
        public GateAnswered {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
        }

        @Override
        public String toString() {
            return time + " the gate after wave " + wave + " is " + (open ? "open" : "closed");
        }
    }

    /**
     * A step of a connector begins.
     *
     * @param time when
     * @param run the id of the run
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @param attributes its attributes
     * @param step the step
     * @param direction whether it is done or taken back
     */
    record StepStarted(
            Instant time,
            String run,
            String connector,
            String target,
            Map<String, String> attributes,
            MigrationStep step,
            StepReport.Direction direction)
            implements OfConnector {

        /**
         * Copies the attributes.
         *
         * @param time when
         * @param run the id of the run
         * @param connector the connector's name
         * @param target its name on the target
         * @param attributes its attributes
         * @param step the step
         * @param direction whether it is done or taken back
         */
        public StepStarted {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            requireNonNull(connector, "connector");
            requireNonNull(target, "target");
            attributes = copy(attributes);
            requireNonNull(step, "step");
            requireNonNull(direction, "direction");
        }

        @Override
        public String toString() {
            return time + " " + ShownName.of(this) + ": " + inWords(step, direction) + " begins";
        }
    }

    /**
     * A worker could not do yet what a step asked for, so it is tried again.
     *
     * @param time when
     * @param run the id of the run
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @param attributes its attributes
     * @param step the step
     * @param direction whether it is done or taken back
     * @param attempt which try comes next, from 2 on
     * @param problem what came of the last one
     */
    record StepRetried(
            Instant time,
            String run,
            String connector,
            String target,
            Map<String, String> attributes,
            MigrationStep step,
            StepReport.Direction direction,
            int attempt,
            Problem problem)
            implements OfConnector {

        /**
         * Copies the attributes.
         *
         * @param time when
         * @param run the id of the run
         * @param connector the connector's name
         * @param target its name on the target
         * @param attributes its attributes
         * @param step the step
         * @param direction whether it is done or taken back
         * @param attempt which try comes next
         * @param problem what came of the last one
         */
        public StepRetried {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            requireNonNull(connector, "connector");
            requireNonNull(target, "target");
            attributes = copy(attributes);
            requireNonNull(step, "step");
            requireNonNull(direction, "direction");
            problem = problem.withoutOffsets();
        }

        @Override
        public String toString() {
            return time + " " + ShownName.of(this) + ": " + inWords(step, direction) + " is tried again (" + attempt
                    + "): " + PlainLine.of(problem.message());
        }
    }

    /**
     * A step of a connector has ended.
     *
     * @param time when
     * @param run the id of the run
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @param attributes its attributes
     * @param step the step
     * @param direction whether it was done or taken back
     * @param duration how long it took
     * @param attempt how often it was tried
     * @param problem what made it fail; null if it succeeded
     */
    record StepEnded(
            Instant time,
            String run,
            String connector,
            String target,
            Map<String, String> attributes,
            MigrationStep step,
            StepReport.Direction direction,
            Duration duration,
            int attempt,
            @Nullable Problem problem)
            implements OfConnector {

        /**
         * Copies the attributes.
         *
         * @param time when
         * @param run the id of the run
         * @param connector the connector's name
         * @param target its name on the target
         * @param attributes its attributes
         * @param step the step
         * @param direction whether it was done or taken back
         * @param duration how long it took
         * @param attempt how often it was tried
         * @param problem what made it fail, or null
         */
        public StepEnded {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            requireNonNull(connector, "connector");
            requireNonNull(target, "target");
            attributes = copy(attributes);
            requireNonNull(step, "step");
            requireNonNull(direction, "direction");
            duration = Elapsed.of(duration);
            problem = problem == null ? null : problem.withoutOffsets();
        }

        @Override
        public String toString() {
            return time + " " + ShownName.of(this) + ": " + inWords(step, direction)
                    + (problem == null
                            ? " done in " + DurationText.of(duration)
                            : " failed after " + DurationText.of(duration) + ": " + PlainLine.of(problem.message()));
        }
    }

    /**
     * A connector has come to its end in this run.
     *
     * @param time when
     * @param run the id of the run
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @param attributes its attributes
     * @param outcome how it ended
     * @param downtime for how long it was down; null if it was not moved or did not run before
     * @param problems what was found and what went wrong, errors and warnings
     */
    record ConnectorEnded(
            Instant time,
            String run,
            String connector,
            String target,
            Map<String, String> attributes,
            MigrationOutcome outcome,
            @Nullable Duration downtime,
            List<Problem> problems)
            implements OfConnector {

        /**
         * Copies the attributes and the problems.
         *
         * @param time when
         * @param run the id of the run
         * @param connector the connector's name
         * @param target its name on the target
         * @param attributes its attributes
         * @param outcome how it ended
         * @param downtime for how long it was down, or null
         * @param problems what was found and what went wrong
         */
        public ConnectorEnded {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            requireNonNull(connector, "connector");
            requireNonNull(target, "target");
            attributes = copy(attributes);
            requireNonNull(outcome, "outcome");
            downtime = Elapsed.ofNullable(downtime);
            problems = problems.stream().map(Problem::withoutOffsets).toList();
        }

        @Override
        public String toString() {
            String wrong = problems.stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .map(problem -> ": " + PlainLine.of(problem.message()))
                    .orElse("");
            return time + " " + ShownName.of(this) + ": " + outcome
                    + (downtime == null ? "" : ", down for " + DurationText.of(downtime)) + wrong;
        }
    }

    /**
     * A watch has seen something wrong with a connector that has moved: its source runs again, or its target has failed.
     *
     * @param time when
     * @param run the id of the run
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @param attributes its attributes
     * @param problem what was seen and what was done about it; without offsets
     */
    record WatchAlarm(
            Instant time, String run, String connector, String target, Map<String, String> attributes, Problem problem)
            implements OfConnector {

        /**
         * Copies the attributes.
         *
         * @param time when
         * @param run the id of the run
         * @param connector the connector's name
         * @param target its name on the target
         * @param attributes its attributes
         * @param problem what was seen
         */
        public WatchAlarm {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            requireNonNull(connector, "connector");
            requireNonNull(target, "target");
            attributes = copy(attributes);
            problem = problem.withoutOffsets();
        }

        @Override
        public String toString() {
            return time + " " + ShownName.of(this) + ": " + PlainLine.of(problem.message());
        }
    }

    /**
     * The run has ended. Nothing comes after it.
     *
     * @param time when
     * @param run the id of the run
     * @param duration how long the run took
     * @param succeeded whether every connector is where it was asked to be
     * @param totals what the report comes to
     * @param planProblems what was found about the plan as a whole, errors and warnings; without offsets
     */
    record RunEnded(
            Instant time,
            String run,
            Duration duration,
            boolean succeeded,
            MigrationTotals totals,
            List<Problem> planProblems)
            implements MigrationEvent {

        /**
         * Copies the problems.
         *
         * @param time when
         * @param run the id of the run
         * @param duration how long the run took
         * @param succeeded whether every connector is where it was asked to be
         * @param totals what the report comes to
         * @param planProblems what was found about the plan as a whole
         */
        public RunEnded {
            requireNonNull(time, "time");
            requireNonNull(run, "run");
            duration = Elapsed.of(duration);
            requireNonNull(totals, "totals");
            planProblems = planProblems.stream().map(Problem::withoutOffsets).toList();
        }

        @Override
        public String toString() {
            String why = planProblems.stream()
                    .filter(problem -> problem.isError() || totals.connectors() == 0)
                    .findFirst()
                    .map(problem -> ": " + PlainLine.of(problem.message()))
                    .orElse("");
            return time + " " + (succeeded ? "succeeded" : "did not succeed") + " after " + DurationText.of(duration)
                    + ": " + totals + why;
        }
    }

    private static String count(List<String> connectors) {
        return Figures.count(connectors.size(), "connector", "connectors");
    }

    private static String inWords(MigrationStep step, StepReport.Direction direction) {
        return (direction == StepReport.Direction.UNDO ? "undo " : "") + step;
    }

    private static Map<String, String> copy(Map<String, String> attributes) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
