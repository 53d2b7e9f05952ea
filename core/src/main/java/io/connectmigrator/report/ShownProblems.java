package io.connectmigrator.report;

import java.util.Comparator;
import java.util.List;

/**
 * The first problems, errors before warnings before notes. The report's JSON has all of them.
 *
 * @param problems those that are shown
 * @param leftOut how many are not shown
 */
record ShownProblems(List<Problem> problems, int leftOut) {

    private static final int OF_A_CONNECTOR = 20;
    private static final int OF_A_REPORT = 1_000;

    static ShownProblems ofConnector(List<Problem> all) {
        return first(OF_A_CONNECTOR, all);
    }

    /** {@return those of a plan or of a report} */
    static ShownProblems ofReport(List<Problem> all) {
        return first(OF_A_REPORT, all);
    }

    private static ShownProblems first(int number, List<Problem> all) {
        if (all.size() <= number) {
            return new ShownProblems(all, 0);
        }
        List<Problem> shown = all.stream()
                .sorted(Comparator.comparing(Problem::severity).reversed())
                .limit(number)
                .toList();
        return new ShownProblems(shown, all.size() - number);
    }
}
