package io.connectmigrator.lab.sim;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the step events of one connector in a call with the steps in its reports: several, if it becomes several. */
final class StepEvents {

    private final List<String> started = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<String> reported;

    private StepEvents(List<MigrationEvent> events, String connector, List<ConnectorReport> reports) {
        events.forEach(event -> take(event, connector));
        reported = reports.stream()
                .filter(report -> report.connector().equals(connector))
                .flatMap(report -> report.steps().stream())
                .map(step -> text(step.direction(), step.step()) + end(step.succeeded()))
                .sorted()
                .toList();
    }

    /** {@return the difference between events and report, if there is one} */
    static Optional<String> difference(List<MigrationEvent> events, String connector, List<ConnectorReport> reports) {
        StepEvents steps = new StepEvents(events, connector, reports);
        if (!steps.ended.stream().sorted().toList().equals(steps.reported)) {
            return Optional.of(
                    connector + " has the step events " + steps.ended + ", and the reported steps " + steps.reported);
        }
        return steps.allEndsHaveStarts()
                ? Optional.empty()
                : Optional.of(
                        connector + " has the start events " + steps.started + ", and the end events " + steps.ended);
    }

    private void take(MigrationEvent event, String connector) {
        if (event instanceof MigrationEvent.StepStarted start
                && start.connector().equals(connector)) {
            started.add(text(start.direction(), start.step()));
        } else if (event instanceof MigrationEvent.StepEnded end
                && end.connector().equals(connector)) {
            ended.add(text(end.direction(), end.step()) + end(end.problem() == null));
        }
    }

    /** A step that loses its claim has a start event and no end event. */
    private boolean allEndsHaveStarts() {
        List<String> left = new ArrayList<>(started);
        return ended.stream().allMatch(step -> left.remove(step.substring(0, step.indexOf(':'))));
    }

    private static String text(StepReport.Direction direction, Object step) {
        return direction + " " + step;
    }

    private static String end(boolean succeeded) {
        return succeeded ? ": done" : ": failed";
    }
}
