package io.connectmigrator.report;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.StepReport.Direction;
import io.connectmigrator.report.TransportChoice.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Reports of fleets as they come out of real migrations, the same each time: eight at a time, some of them with problems. */
public final class ExampleFleet {

    public static final Instant START = Instant.parse("2026-11-20T10:15:30Z");

    private static final int AT_A_TIME = 8;
    private static final List<String> TARGETS = List.of("europe", "americas", "asia");
    private static final TransportChoice REST =
            new TransportChoice(Via.REST, "REST", "it stores every offset in the bytes that it had");

    private final Random random = new Random(245);
    private final Instant[] free = new Instant[AT_A_TIME];
    private final List<ConnectorReport> connectors = new ArrayList<>();
    private List<StepReport> steps = new ArrayList<>();
    private Instant now = START;

    private ExampleFleet() {}

    /** {@return a report of this many connectors; every 41st is undone, every 97th unfinished and every 30th has a warning} */
    public static MigrationReport of(int size) {
        ExampleFleet fleet = new ExampleFleet();
        Instant checked = START.plusMillis(6L * size);
        Arrays.fill(fleet.free, checked);
        for (int number = 0; number < size; number++) {
            fleet.move(number);
        }
        Instant end = START;
        for (Instant last : fleet.free) {
            end = last.isAfter(end) ? last : end;
        }
        return new MigrationReport(START, Duration.between(START, end), fleet.connectors);
    }

    /** {@return a report of one connector whose names and texts are those} */
    public static MigrationReport named(String name) {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of(name, name), Map.of(name, 1L))));
        ConnectorReport connector = ReportedConnector.named(name)
                .from(name)
                .to("to " + name, name)
                .attributes(Map.of(name, name))
                .outcome(new NotStarted())
                .steps(List.of(
                        new StepReport(MigrationStep.CHECK, Direction.FORWARD, false, START, Duration.ofMillis(5))))
                .transports(new TransportChoice(Via.CONFIGURED, name, name), null)
                .offsets(offsets, offsets)
                .problems(List.of(Problem.error(ProblemCode.UNEXPECTED, name, name)))
                .report();
        return new MigrationReport(START, Duration.ofMillis(5), List.of(connector));
    }

    private void move(int number) {
        int lane = number % AT_A_TIME;
        steps = new ArrayList<>();
        now = START.plusMillis(6L * number);
        step(MigrationStep.CHECK, 6);
        now = free[lane];
        step(MigrationStep.PREPARE, 110 + random.nextInt(60));
        if (number % 41 == 40) {
            connectors.add(undone(number));
        } else {
            connectors.add(moved(number, number % 97 == 96));
        }
        free[lane] = now;
    }

    private ConnectorReport moved(int number, boolean wentBack) {
        int rebalance = random.nextInt(6) == 0 ? 350 + random.nextInt(400) : 0;
        Instant down = now;
        step(MigrationStep.QUIESCE, 90 + random.nextInt(130) + rebalance);
        step(MigrationStep.SNAPSHOT, 15 + random.nextInt(15));
        step(MigrationStep.WRITE, 18 + random.nextInt(30));
        step(MigrationStep.VERIFY, 25 + random.nextInt(25));
        step(MigrationStep.CUT_OVER, 0);
        step(MigrationStep.RESUME, 110 + random.nextInt(160));
        Duration downtime = Duration.between(down, now);
        step(MigrationStep.PROVE, 14, Direction.FORWARD, !wentBack);
        List<Problem> problems = new ArrayList<>();
        if (number % 30 == 29) {
            problems.add(Problem.warning(
                    ProblemCode.OFFSETS_EMPTY,
                    name(number) + " on legacy has committed nothing yet",
                    "Its offsets are there once it has stopped"));
        }
        if (wentBack) {
            problems.add(
                    Problem.error(
                            ProblemCode.OFFSETS_WENT_BACK,
                            name(number) + " on " + target(number) + " is behind the offsets that it was given",
                            "Stop it before it copies more, and find out why; rollback(plan) brings the connector back to legacy"));
        }
        return report(
                number,
                wentBack ? new Unfinished(MigrationStep.PROVE) : new Moved(true),
                wentBack ? null : downtime,
                offsets(number, 12_000),
                offsets(number, wentBack ? 11_000 : 12_345),
                problems);
    }

    private ConnectorReport undone(int number) {
        step(MigrationStep.QUIESCE, 120);
        step(MigrationStep.SNAPSHOT, 20);
        step(MigrationStep.WRITE, 900, Direction.FORWARD, false);
        step(MigrationStep.QUIESCE, 160, Direction.UNDO, true);
        step(MigrationStep.PREPARE, 70, Direction.UNDO, true);
        Problem problem = Problem.error(
                ProblemCode.REQUEST_FAILED,
                "PATCH http://connect-" + target(number) + ":8083/connectors/" + name(number)
                        + "/offsets answered 500: Failed to perform zombie fencing for source connector prior to modifying offsets",
                "Look at the workers' logs, then call migrate(plan) again");
        return report(number, new Undone(MigrationStep.WRITE), null, offsets(number, 12_000), null, List.of(problem));
    }

    private ConnectorReport report(
            int number,
            MigrationOutcome outcome,
            @Nullable Duration downtime,
            OffsetSnapshot before,
            @Nullable OffsetSnapshot after,
            List<Problem> problems) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("team", number % 3 == 0 ? "supply chain" : "sales");
        attributes.put("wave", number < AT_A_TIME ? "pilot" : "rest");
        return ReportedConnector.named(name(number))
                .to(number % 2 == 0 ? name(number) : name(number).substring("mfg.".length()), target(number))
                .attributes(attributes)
                .outcome(outcome)
                .steps(steps)
                .down(downtime, downtime == null ? null : downtime.multipliedBy(2))
                .offsetsMoved(outcome.succeeded() ? before.size() : 0)
                .transports(REST, outcome.succeeded() ? REST : null)
                .offsets(before, after)
                .problems(problems)
                .report();
    }

    private void step(MigrationStep step, int millis) {
        step(step, millis, Direction.FORWARD, true);
    }

    private void step(MigrationStep step, int millis, Direction direction, boolean succeeded) {
        steps.add(new StepReport(step, direction, succeeded, now, Duration.ofMillis(millis)));
        now = now.plusMillis(millis);
    }

    private static OffsetSnapshot offsets(int number, long offset) {
        List<ConnectorOffset> offsets = new ArrayList<>();
        for (int partition = 0; partition <= number % 3; partition++) {
            Map<String, @Nullable Object> key = new LinkedHashMap<>();
            key.put("kafka_topic", "mfg.orders." + number);
            key.put("kafka_partition", (long) partition);
            offsets.add(new ConnectorOffset(key, Map.of("kafka_offset", offset + partition)));
        }
        return OffsetSnapshot.of(offsets);
    }

    private static String name(int number) {
        String plant = List.of("clermont", "homburg", "greenville", "shenyang").get(number % 4);
        return number % 50 == 13
                ? "mfg." + plant + ".warehouse-management-system.outbound-delivery-notes.cdc.postgres.source.v2-"
                        + number
                : "mfg." + plant + ".orders-" + number;
    }

    private static String target(int number) {
        return TARGETS.get(number % TARGETS.size());
    }
}
