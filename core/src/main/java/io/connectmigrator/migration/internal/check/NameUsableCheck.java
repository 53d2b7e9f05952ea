package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;

/** The target must be able to have a connector of that name, and to be asked for it. */
final class NameUsableCheck implements Check {

    private static final int BAD_REQUEST = 400;

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return unusable(checkContext)
                .map(why -> Problem.error(ProblemCode.NAME_UNUSABLE, why, "Move it under another name with rename(…)"))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<String> unusable(CheckContext checkContext) {
        String name = checkContext.targetNameIfKnown();
        if (!name.equals(name.strip())) {
            return Optional.of(
                    "the name '" + name + "' begins or ends with white space, which workers drop when they create a"
                            + " connector and look for afterwards");
        }
        try {
            checkContext.targetConnector();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("no connector can be asked for by the name '" + name + "': " + e.getMessage());
        } catch (RequestFailedException e) {
            return e.status().orElse(0) == BAD_REQUEST
                    ? Optional.of(
                            "workers of " + checkContext.targetCluster() + " refuse every URL with the name '" + name
                                    + "', as those of Connect 4 do if it has a slash, a backslash, a percent sign or a control character in"
                                    + " it: the connector could be created and never be reached")
                    : Optional.empty();
        } catch (Throwable e) {
            // Is a finding of the other checks.
            return Optional.empty();
        }
    }
}
