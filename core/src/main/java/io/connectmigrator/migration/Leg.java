package io.connectmigrator.migration;

import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport.Direction;

/**
 * A step in one direction.
 *
 * @param step which step
 * @param direction whether it is done or taken back
 * @param part what does it
 */
record Leg(MigrationStep step, Direction direction, Part part) {

    /** The way forth of a step, or its way back. */
    @FunctionalInterface
    interface Part {
        StepResult perform(Move move, Progress progress);
    }

    static Leg forth(Step step) {
        return new Leg(step.name(), Direction.FORTH, step::advance);
    }

    static Leg back(Step step) {
        return new Leg(step.name(), Direction.BACK, step::undo);
    }

    /** {@return the leg in words, such as {@code undo prepare}} */
    @Override
    public String toString() {
        return direction == Direction.BACK ? "undo " + step : step.toString();
    }
}
