package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anotherHasTheSame;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.ProblemCode;
import java.util.Set;

/** The number that identifies a client that reads the log of MySQL or MariaDB. */
final class ServerId {

    private static final Set<String> CLASSES =
            Set.of("io.debezium.connector.mysql.MySqlConnector", "io.debezium.connector.mariadb.MariaDbConnector");

    static final Setting SETTING = Setting.of("database.server.id");

    private ServerId() {}

    static Rule inUse() {
        return Rule.error(
                        ProblemCode.STATE_IN_USE,
                        anotherHasTheSame(
                                CLASSES,
                                SETTING,
                                Setting.of("database.hostname"),
                                Setting.of("database.port").orDefault("3306")),
                        "has the database.server.id of another connector of the target cluster; the database ends the connection of"
                                + " one of them",
                        "Give it another one, on which its offset does not depend: config(\"database.server.id\", …)")
                .as(DuplicateRule.D22);
    }
}
