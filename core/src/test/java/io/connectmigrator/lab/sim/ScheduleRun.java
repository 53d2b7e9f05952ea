package io.connectmigrator.lab.sim;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.internal.Json;
import io.connectmigrator.migration.MigratorBuilder;
import io.connectmigrator.report.MigrationOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a schedule. What it leaves behind can be looked at until it is closed.
 *
 * <pre>{@code
 * try (ScheduleRun run = new ScheduleRun(schedule)) {
 *     run.run();
 *     // run.ended(), run.calls(), run.simulation().deliveries(), run.source().targetState("orders") …
 * }
 * }</pre>
 */
public final class ScheduleRun implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration WARM_UP = Duration.ofMillis(700);
    private static final long MILLIS = 1_000_000;
    private static final long SECOND = 1_000 * MILLIS;

    private final Schedule schedule;
    private final Scenario scenario;
    private final Simulation simulation;
    private final SimulatedConnect source;
    private final SimulatedConnect target;
    private final SimulatedJournal journal = new SimulatedJournal();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Fault> waiting;
    private Map<String, String> leftovers = Map.of();
    private boolean ended;
    private int pending;
    private Consumer<Point> atPoints = point -> {};

    /** Builds the clusters of a schedule, and runs nothing yet. */
    public ScheduleRun(Schedule schedule) {
        this.schedule = schedule;
        this.scenario = schedule.scenario();
        this.waiting = new TreeMap<>(schedule.faults());
        this.simulation = new Simulation(schedule.seed());
        SimulatedKafka kafka = simulation.kafka("kafka");
        this.source = connect("source", scenario.sourceVersion(), kafka);
        this.target = scenario.isInPlace()
                ? source
                : connect(
                        "target",
                        scenario.targetVersion(),
                        scenario.isAcross() ? simulation.kafka("mirror").mirror("mirrored-", 1_000) : kafka);
    }

    private SimulatedConnect connect(String name, ConnectVersion version, SimulatedKafka kafka) {
        return simulation.connect(name, version, scenario.settings(name), scenario.workers(), kafka);
    }

    /** Does something at each point, before what the schedule lets go wrong there. */
    void atPoints(Consumer<Point> action) {
        atPoints = action;
    }

    /** Runs until all calls have ended. */
    public void run() {
        Stream.concat(scenario.connectors().stream(), scenario.others().stream())
                .forEach(name -> source.create(
                        SimulatedOperator.NAME, name, scenario.config(name), Registered.TargetState.STARTED));
        OffsetTopic topic = target.kafka().offsetTopic(target.offsetTopic());
        new TreeMap<>(scenario.leftovers()).forEach(topic::write);
        String group = TaskOffsets.group(target, targetName(), Map.of());
        scenario.others().forEach(name -> target.kafka().rawGroup(group).commit(name, 0, 7));
        leftovers = target.offsets(targetName());
        simulation.sleep(WARM_UP);
        if (scenario.isAboutMoved()) {
            call(simulation.process("earlier"), Scenario.Operation.MIGRATE, scenario.connectors(), journal);
            await();
            simulation.sleep(WARM_UP);
            calls.clear();
        }
        if (!scenario.deleted().isEmpty()) {
            scenario.deleted().forEach(name -> simulation.operator(source, name).delete());
            simulation.sleep(WARM_UP);
        }
        if (!scenario.claimed().isEmpty()) {
            call(simulation.processBeside("other"), scenario.operation(), scenario.claimed(), journal);
            simulation.runUntil(journal::isClaimed, LONGEST);
        }
        simulation.points().arm(this::fault, this::happen);
        call(simulation.process("service-1"), scenario.operation(), scenario.called(), journal);
        ended = await();
        simulation.points().disarm();
    }

    /** Makes the same call once more, in a process of its own, with nothing that goes wrong. */
    public Call again() {
        simulation.points().disarm();
        Call call = call(
                simulation.process("service-" + (simulation.processes().size() + 1)),
                scenario.operation(),
                scenario.called(),
                journal);
        ended &= await();
        return call;
    }

    private boolean await() {
        return simulation.runUntil(() -> pending == 0 && calls.stream().allMatch(Call::isOver), LONGEST);
    }

    /**
     * {@return the first fault that is due and possible here} One that is not possible at its own point waits for the next
     * where it is.
     */
    private @Nullable Fault fault(Point point) {
        atPoints.accept(point);
        for (Map.Entry<Integer, Fault> entry : waiting.entrySet()) {
            if (entry.getKey() > point.number()) {
                return null;
            }
            if (entry.getValue().isPossibleAt(point)) {
                waiting.remove(entry.getKey());
                return entry.getValue();
            }
        }
        return null;
    }

    private Call call(
            SimulatedProcess process, Scenario.Operation operation, List<String> connectors, SimulatedJournal kept) {
        Call call = new Call(process, scenario, operation, connectors, kept, this::isSo);
        calls.add(call);
        simulation.time().history().note("calls", process);
        List<String> planned = operation == Scenario.Operation.MIGRATE ? connectors : scenario.connectors();
        process.execute(() -> {
            MigratorBuilder builder = process.migrator(kept);
            if (scenario.mayRepeat()) {
                builder.family(new SimulatedFamily());
            }
            if (scenario.hasListener()) {
                builder.listener(event -> process.callersCode("listener"));
            }
            call.begin(builder.build(), () -> scenario.plan(process, source, target, planned));
        });
        return call;
    }

    private boolean isSo(MigrationEvent event) {
        if (!(event instanceof MigrationEvent.ConnectorEnded ended)) {
            return true;
        }
        if (ended.outcome() instanceof MigrationOutcome.Moved) {
            return isCopyingOnTarget(ended.connector());
        }
        return !(ended.outcome() instanceof MigrationOutcome.RolledBack) || source.isCopying(ended.connector());
    }

    /** Lets a fault happen in the world. What it draws by chance is its own, so that without an effect it changes nothing at all. */
    void happen(Fault fault, SimulatedProcess process) {
        long point = (schedule.seed() << 32) + points().size();
        Random own = new Random(
                (point * Fault.values().length + List.of(Fault.values()).indexOf(fault)) * 0x9E3779B97F4A7C15L);
        simulation.time().drawingFrom(own, () -> change(fault, process));
    }

    private void change(Fault fault, SimulatedProcess process) {
        switch (fault) {
            case KILLED -> kill(process, simulation.time().between(50 * MILLIS, 20 * SECOND));
            case KILLED_FOR_MINUTES -> kill(process, 180 * SECOND);
            case CANCELLED ->
                calls.stream().filter(call -> call.process() == process).forEach(Call::cancel);
            case CLOCK_SET_BACK -> process.shiftClock(Duration.ofHours(-1));
            case CLOCK_SET_FORWARD -> process.shiftClock(Duration.ofHours(1));
            case SECOND_CALL -> callBeside(scenario.operation(), journal);
            case SECOND_CALL_ROLLBACK -> callBeside(Scenario.Operation.ROLLBACK, journal);
            case SECOND_CALL_CONFIRM -> callBeside(Scenario.Operation.CONFIRM, journal);
            case SECOND_CALL_OTHER_JOURNAL -> callBeside(scenario.operation(), new SimulatedJournal());
            case SOURCE_WORKER_RESTARTS -> restart(source);
            case TARGET_WORKER_RESTARTS -> restart(target);
            case SOURCE_POLL_TAKES_3_S -> source.stretchPolls(3 * SECOND);
            case SOURCE_POLL_TAKES_12_S -> source.stretchOnePoll(12 * SECOND);
            case TARGET_POLL_TAKES_12_S -> target.stretchPolls(12 * SECOND);
            case SOURCE_FLUSH_TAKES_3_S -> source.stretchOneFlush(3 * SECOND);
            case SOURCE_TASK_FAILS -> source.failTask(onItsWay());
            case TARGET_TASK_FAILS -> target.failTask(targetName());
            default -> operate(fault);
        }
    }

    private void callBeside(Scenario.Operation operation, SimulatedJournal kept) {
        SimulatedProcess beside =
                simulation.processBeside("beside-" + simulation.processes().size());
        call(beside, operation, scenario.called(), kept);
    }

    /** Kills the process at once; another one starts later and makes the same call. */
    private void kill(SimulatedProcess process, long pause) {
        Call killed = calls.stream()
                .filter(call -> call.process() == process)
                .reduce((one, other) -> other)
                .orElseThrow();
        process.kill();
        pending++;
        simulation.time().after(pause, () -> {
            pending--;
            String name = "service-" + (simulation.processes().size() + 1);
            call(
                    process.isBeside() ? simulation.processBeside(name) : simulation.process(name),
                    killed.operation(),
                    killed.connectors(),
                    killed.journal());
        });
    }

    private void restart(SimulatedConnect cluster) {
        VirtualTime time = simulation.time();
        cluster.leader().restart(time.between(SECOND, 4 * SECOND), time.between(SECOND, 6 * SECOND));
    }

    private void operate(Fault fault) {
        SimulatedOperator atSource = simulation.operator(source, onItsWay());
        SimulatedOperator atTarget = simulation.operator(target, targetName());
        switch (fault) {
            case SOURCE_RESUMED -> atSource.resume();
            case SOURCE_PAUSED -> atSource.pause();
            case SOURCE_STOPPED -> atSource.stop();
            case SOURCE_DELETED -> atSource.delete();
            case SOURCE_CREATED_AGAIN -> {
                Map<String, String> config = scenario.config(onItsWay());
                atSource.delete();
                simulation.time().after(SECOND, () -> atSource.create(config));
            }
            case SOURCE_CREATED_OTHER -> {
                Map<String, String> other = new HashMap<>(scenario.config(onItsWay()));
                other.put("changed", "true");
                atSource.delete();
                simulation.time().after(SECOND, () -> atSource.create(other));
            }
            case SOURCE_RECONFIGURED -> atSource.reconfigure("changed", "true");
            case SOURCE_OFFSETS_ALTERED -> atSource.alterOffsets(otherOffsets(false));
            case TARGET_RESUMED -> atTarget.resume();
            case TARGET_PAUSED -> atTarget.pause();
            case TARGET_STOPPED -> atTarget.stop();
            case TARGET_DELETED -> atTarget.delete();
            case TARGET_CREATED_SAME -> atTarget.create(scenario.config(onItsWay()));
            case TARGET_CREATED_OTHER -> {
                Map<String, String> other = new HashMap<>(scenario.config(onItsWay()));
                other.put("changed", "true");
                atTarget.create(other);
            }
            case TARGET_RECONFIGURED -> atTarget.reconfigure("changed", "true");
            case TARGET_OFFSETS_ALTERED -> atTarget.alterOffsets(otherOffsets(true));
            default -> throw new IllegalArgumentException(fault + " is nothing that happens in the world");
        }
    }

    /** {@return an offset of the first partition, far ahead of all that is copied} */
    private String otherOffsets(boolean isTarget) {
        boolean isSink =
                scenario.config(onItsWay()).getOrDefault("connector.class", "").contains("Sink");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(
                "partition",
                isSink
                        ? Map.of("kafka_topic", scenario.copied(onItsWay()), "kafka_partition", 0)
                        : Map.of("data", scenario.partitionName(onItsWay(), isTarget), "shard", 0));
        entry.put("offset", isSink ? Map.of("kafka_offset", 1_000_000) : Map.of("sequence", 1_000_000));
        return Json.write(Map.of("offsets", List.of(entry)));
    }

    /** {@return the connector that is being moved: the first of the call that has no running copy on the target} */
    String onItsWay() {
        List<String> connectors = scenario.called().stream()
                .filter(name -> !scenario.isKept(name))
                .toList();
        return connectors.stream()
                .filter(connector -> !isCopyingOnTarget(connector))
                .findFirst()
                .orElse(connectors.get(0));
    }

    /** {@return whether all that the call makes of a connector runs on the target} */
    boolean isCopyingOnTarget(String connector) {
        return scenario.targetNames(connector).stream().allMatch(target::isCopying);
    }

    /** {@return whether any of what the call makes of a connector runs on the target} */
    boolean isAnyCopyingOnTarget(String connector) {
        return scenario.targetNames(connector).stream().anyMatch(target::isCopying);
    }

    String targetName() {
        return scenario.targetName(onItsWay());
    }

    /** {@return the schedule} */
    public Schedule schedule() {
        return schedule;
    }

    /** {@return the simulation} */
    public Simulation simulation() {
        return simulation;
    }

    /** {@return the cluster that connectors are moved from} */
    public SimulatedConnect source() {
        return source;
    }

    /** {@return the cluster that connectors are moved to} */
    public SimulatedConnect target() {
        return target;
    }

    /** {@return whether a change is one of the source side; in place, both sides are one cluster} */
    boolean isOfSource(AuditLog.Change change) {
        return change.cluster().equals(source.name())
                && (!scenario.isInPlace() || scenario.connectors().contains(change.connector()));
    }

    /** {@return the offsets of its first connector that the target had before} */
    Map<String, String> leftovers() {
        return leftovers;
    }

    /** {@return the journal of the first call} */
    public SimulatedJournal journal() {
        return journal;
    }

    /** {@return the calls that were made since things could go wrong, in order} */
    public List<Call> calls() {
        return Collections.unmodifiableList(calls);
    }

    /** {@return whether every call has ended in the time that there was} */
    public boolean ended() {
        return ended;
    }

    /** {@return the points that were passed} */
    public List<Point> points() {
        return simulation.points().passed();
    }

    @Override
    public void close() {
        simulation.close();
    }
}
