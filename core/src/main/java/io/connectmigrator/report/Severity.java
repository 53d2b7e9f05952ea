package io.connectmigrator.report;

import java.util.List;

/** Whether a {@link Problem} prevents a migration. */
public enum Severity {

    /** The migration goes on, and nothing has to be done. */
    INFO,

    /** The migration goes on. */
    WARNING,

    /** Nothing is touched, or what was done is undone. */
    ERROR;

    /** {@return how many problems have this severity} */
    int countIn(List<Problem> problems) {
        return Math.toIntExact(
                problems.stream().filter(problem -> problem.severity() == this).count());
    }
}
