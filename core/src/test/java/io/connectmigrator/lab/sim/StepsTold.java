package io.connectmigrator.lab.sim;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the events of a call say of the steps of one connector, against what its report says of them. */
final class StepsTold {

    private final List<String> started = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final List<String> reported;

    private StepsTold(List<MigrationEvent> events, ConnectorReport report) {
        events.forEach(event -> take(event, report.connector()));
        reported = report.steps().stream()
                .map(step -> text(step.direction(), step.step()) + end(step.succeeded()))
                .sorted()
                .toList();
    }

    /** {@return what is told otherwise than it is reported, if anything is} */
    static Optional<String> untrue(List<MigrationEvent> events, ConnectorReport report) {
        StepsTold told = new StepsTold(events, report);
        if (!told.ended.stream().sorted().toList().equals(told.reported)) {
            return Optional.of(report.connector() + " was told to have gone through " + told.ended + ", and reported "
                    + told.reported);
        }
        return told.begunAll()
                ? Optional.empty()
                : Optional.of(
                        report.connector() + " was told to have begun " + told.started + ", and ended " + told.ended);
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

    /** A step whose claim is lost begins and does not end. */
    private boolean begunAll() {
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
