package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Connect Migrator, which makes one connector of all, with every check. It has the partitions and the tasks of all. */
final class MergedFleetWay implements FleetWay {

    private final Playground playground;
    private final Migrator migrator;

    MergedFleetWay(Playground playground, Migrator migrator) {
        this.playground = playground;
        this.migrator = migrator;
    }

    @Override
    public List<Duration> move(List<String> connectors) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(playground.legacy())
                .to(playground.europe())
                .merge(connectors.get(0) + "-and-others", connectors.toArray(String[]::new))
                .mergedConfig((name, configs) -> merged(configs))
                .build();
        return MigratorFleetWay.downtimes(migrator.migrate(plan));
    }

    private static ConnectorConfig merged(Map<String, ConnectorConfig> configs) {
        String all = Integer.toString(configs.size());
        return configs.values().iterator().next().with("partitions", all).with("tasks.max", all);
    }
}
