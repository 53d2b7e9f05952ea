package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.stream.Stream;

/** What each part of a fork needs of PostgreSQL: a replication slot at the same place, and a publication with its tables. */
final class PostgresFork {

    private static final Setting SLOT = Setting.of("slot.name").orDefault("debezium");
    private static final Setting PUBLICATION = Setting.of("publication.name").orDefault("dbz_publication");
    private static final Setting AUTOCREATE =
            Setting.of("publication.autocreate.mode").orDefault("all_tables");

    private PostgresFork() {}

    static Stream<Problem> problems(String family, FamilySplit split) {
        return Stream.concat(slots(family, split), publications(split));
    }

    private static Stream<Problem> slots(String family, FamilySplit split) {
        List<String> others = ForkRules.changing(SLOT, split);
        return others.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.warning(
                        ProblemCode.STATE_ELSEWHERE,
                        Members.named(others) + " (" + family + ") need a replication slot at the place where '"
                                + split.connector()
                                + "' has stopped; without one they begin where the log is then, and what was written before is lost",
                        "Copy the slot while '" + split.connector()
                                + "' is stopped, in the hook before the parts are resumed:"
                                + " select pg_copy_logical_replication_slot(…)"));
    }

    /** Connectors that filter a publication by their tables each set those of it. */
    private static Stream<Problem> publications(FamilySplit split) {
        List<String> sharing = ForkRules.sharing(PUBLICATION, split.children());
        if (sharing.isEmpty()) {
            return Stream.empty();
        }
        boolean filter = split.children().values().stream().anyMatch(PostgresFork::filters);
        String message = Members.named(sharing) + " have the same publication.name";
        String remedy = "Give each of them a publication with its tables";
        return Stream.of(
                filter
                        ? Problem.error(
                                ProblemCode.STATE_IN_USE,
                                message
                                        + ", and with publication.autocreate.mode=filtered each takes the tables of the others"
                                        + " out of it",
                                remedy)
                        : Problem.warning(
                                ProblemCode.STATE_IN_USE,
                                message + ", so that each receives the changes of all",
                                remedy));
    }

    private static boolean filters(ConnectorConfig config) {
        return AUTOCREATE.text(config).equalsIgnoreCase("filtered");
    }
}
