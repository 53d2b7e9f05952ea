package io.connectmigrator.migration;

import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connector of a plan during one call: what is read of it, what its check found, and the report on it. */
final class Assignment {

    private final Survey survey;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Assignment(Survey survey) {
        this.survey = survey;
    }

    Survey survey() {
        return survey;
    }

    Move.Key key() {
        return survey.key();
    }

    /** Makes all checks; what they find is part of every report from now on. */
    ConnectorCheck check(Waiting waiting) {
        long start = waiting.nanoTime();
        List<Problem> found = Checks.examine(survey);
        ConnectorCheck check =
                new ConnectorCheck(survey.connector(), survey.targetNameIfKnown(), survey.found(), survey.way(), found);
        problems.addAll(found);
        steps.add(new StepReport(
                MigrationStep.CHECK,
                StepReport.Direction.FORTH,
                check.passed(),
                Duration.ofNanos(waiting.nanoTime() - start)));
        return check;
    }

    boolean mayGoOn() {
        return problems.stream().noneMatch(Problem::isError);
    }

    ConnectorReport report(MigrationOutcome outcome) {
        return report(outcome, Progress.NOTHING_YET);
    }

    ConnectorReport report(MigrationOutcome outcome, Problem problem) {
        problems.add(problem);
        return report(outcome);
    }

    ConnectorReport report(MigrationOutcome outcome, Passage passage) {
        steps.addAll(passage.steps());
        problems.addAll(passage.problems());
        return report(outcome, passage.progress());
    }

    private ConnectorReport report(MigrationOutcome outcome, Progress progress) {
        return new ConnectorReport(
                survey.connector(),
                survey.sourceCluster().toString(),
                survey.targetNameIfKnown(),
                survey.targetCluster().toString(),
                outcome,
                steps,
                outcome.succeeded() ? progress.downtime() : null,
                outcome.succeeded() ? progress.offsetsMoved() : 0,
                progress.readWith(),
                progress.writtenWith(),
                problems);
    }
}
