package io.connectmigrator.event;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What there is to see of runs at a moment: the connectors at work, how many have ended, and how long the others may take. */
final class ProgressDisplay {

    /** More lines than a terminal has cannot be drawn anew. */
    private static final int MOST_LINES = 16;

    private static final int LONGEST_NAME = 40;
    private static final int BAR = 20;

    /** A line that wraps would be two, of which one is never erased. */
    private static final int WIDTH = 79;

    private final Map<String, DisplayedRun> runs = new LinkedHashMap<>();

    void on(MigrationEvent event) {
        if (event instanceof MigrationEvent.RunEnded) {
            // Whether or not there was an event of each of its connectors: nothing comes after it.
            runs.remove(event.run());
        } else {
            runs.computeIfAbsent(event.run(), id -> new DisplayedRun()).on(event);
        }
    }

    /** {@return the lines to show; none when nothing is under way} */
    List<String> lines(Instant now) {
        List<String> lines = new ArrayList<>();
        long connectors =
                runs.values().stream().mapToLong(DisplayedRun::connectors).sum();
        if (connectors == 0) {
            return lines;
        }
        List<MigrationEvent.StepStarted> atWork =
                runs.values().stream().flatMap(run -> run.atWork().stream()).toList();
        atWork.stream().limit(MOST_LINES).forEach(step -> lines.add(clipped(line(step, now))));
        if (atWork.size() > MOST_LINES) {
            lines.add("  and " + (atWork.size() - MOST_LINES) + " more");
        }
        lines.add(clipped(bar(connectors, now)));
        return lines;
    }

    private static String line(MigrationEvent.StepStarted step, Instant now) {
        String name = ShownName.of(step);
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
        String direction = step.direction() == StepReport.Direction.UNDO ? "undo " : "";
        return "  " + shown + " ".repeat(LONGEST_NAME - shown.length() + 1) + direction + step.step() + " "
                + DurationText.inSeconds(Elapsed.between(step.time(), now));
    }

    private static String clipped(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    private String bar(long connectors, Instant now) {
        long ended = runs.values().stream().mapToLong(DisplayedRun::ended).sum();
        int full = Math.toIntExact(BAR * ended / connectors);
        StringBuilder text = new StringBuilder("[")
                .append("#".repeat(full))
                .append("-".repeat(BAR - full))
                .append("] ")
                .append(ended)
                .append(" of ")
                .append(connectors);
        outcomes()
                .forEach((outcome, count) ->
                        text.append(", ").append(count).append(' ').append(outcome));
        Duration left = runs.values().stream().map(run -> run.left(now)).reduce(Duration.ZERO, ProgressDisplay::longer);
        if (!left.isZero()) {
            text.append(", about ").append(DurationText.inSeconds(left)).append(" left");
        }
        return text.toString();
    }

    private Map<String, Integer> outcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        runs.values()
                .forEach(run ->
                        run.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum)));
        return outcomes;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
