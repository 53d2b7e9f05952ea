package io.connectmigrator.migration;

import io.connectmigrator.connect.RequestFailedException;
import java.util.List;
import java.util.Optional;

/** The connector's name on the target must be free. */
final class NameFreeCheck implements Check {

    private static final int BAD_REQUEST = 400;

    @Override
    public List<Problem> examine(Survey survey) {
        return taken(survey).map(List::of).orElse(List.of());
    }

    private static Optional<Problem> taken(Survey survey) {
        String name = survey.target().connector();
        try {
            return survey.targetConnector()
                    .map(found -> Problem.error(
                            ProblemCode.NAME_TAKEN,
                            survey.targetCluster() + " already has a connector '" + name + "'",
                            "Delete it there if it is not needed, or move the connector under another name with"
                                    + " rename(…)"));
        } catch (RequestFailedException e) {
            if (e.status().orElse(0) != BAD_REQUEST) {
                throw e;
            }
            return Optional.of(Problem.error(
                    ProblemCode.NAME_UNUSABLE,
                    "workers of " + survey.targetCluster() + " refuse every URL with the name '" + name
                            + "', as those of Connect 4 do if it has / or % in it: the connector could be created and"
                            + " never be reached",
                    "Move it under another name with rename(…)"));
        }
    }
}
