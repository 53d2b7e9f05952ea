package io.connectmigrator.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What there is to see of runs at a moment: the connectors at work, how many have ended, and how long the others may take. */
final class LiveBoard {

    /** More lines than a terminal has cannot be drawn anew. */
    private static final int MOST_LINES = 16;

    private static final int LONGEST_NAME = 40;
    private static final int BAR = 20;

    /** A line that wraps would be two, of which one is never erased. */
    private static final int WIDTH = 79;

    private final Map<String, MigrationEvent.StepStarted> atWork = new LinkedHashMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int connectors;
    private int ended;
    private @Nullable Instant begun;

    void on(MigrationEvent event) {
        if (event instanceof MigrationEvent.RunStarted started) {
            connectors += started.connectors().size();
        } else if (event instanceof MigrationEvent.StepStarted started) {
            begun = begun == null ? started.time() : begun;
            atWork.put(started.connector(), started);
        } else if (event instanceof MigrationEvent.StepEnded stepEnded) {
            atWork.remove(stepEnded.connector());
        } else if (event instanceof MigrationEvent.ConnectorEnded connectorEnded) {
            atWork.remove(connectorEnded.connector());
            outcomes.merge(connectorEnded.outcome().toString(), 1, Integer::sum);
            ended++;
        } else if (event instanceof MigrationEvent.RunEnded) {
            forgetIfAllEnded();
        }
    }

    private void forgetIfAllEnded() {
        if (ended >= connectors) {
            connectors = 0;
            ended = 0;
            outcomes.clear();
            begun = null;
        }
    }

    /** {@return the lines to show; none when nothing is under way} */
    List<String> lines(Instant now) {
        List<String> lines = new ArrayList<>();
        if (connectors == 0) {
            return lines;
        }
        atWork.values().stream().limit(MOST_LINES).forEach(step -> lines.add(clipped(line(step, now))));
        if (atWork.size() > MOST_LINES) {
            lines.add("  and " + (atWork.size() - MOST_LINES) + " more");
        }
        lines.add(clipped(bar(now)));
        return lines;
    }

    private static String line(MigrationEvent.StepStarted step, Instant now) {
        String name = PlainLine.of(step.connector());
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
        String direction = step.direction() == StepReport.Direction.BACK ? "undo " : "";
        return "  " + shown + " ".repeat(LONGEST_NAME - shown.length() + 1) + direction + step.step() + " "
                + inWords(Duration.between(step.time(), now));
    }

    private static String clipped(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    private String bar(Instant now) {
        int full = BAR * ended / connectors;
        StringBuilder text = new StringBuilder("[")
                .append("#".repeat(full))
                .append("-".repeat(BAR - full))
                .append("] ")
                .append(ended)
                .append(" of ")
                .append(connectors);
        outcomes.forEach(
                (outcome, count) -> text.append(", ").append(count).append(' ').append(outcome));
        if (begun != null && ended > 0 && ended < connectors) {
            Duration left = Duration.between(begun, now)
                    .multipliedBy(connectors - ended)
                    .dividedBy(ended);
            text.append(", about ").append(inWords(left)).append(" left");
        }
        return text.toString();
    }

    private static String inWords(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
