package io.connectmigrator.lab.moving;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.SplitTargets;
import io.connectmigrator.offset.ConnectorOffset;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A connector of several tables or topics. Instead of it there may be several connectors, its members, each of which has some of them. */
public abstract class DivisibleConnector extends MovingConnector {

    private static final int MEMBERS = 3;

    private final int parts;

    DivisibleConnector(String name, ConnectClient source, ConnectClient target, int parts) {
        super(name, source, target);
        this.parts = parts;
    }

    /** {@return the config of a connector of some of the tables or topics, from the one with an index to that before the other} */
    public abstract ConnectorConfig configOf(int from, int to);

    /** {@return which offsets are those of some of the tables or topics} */
    abstract Predicate<ConnectorOffset> offsetsOf(int from, int to);

    @Override
    final ConnectorConfig ownConfig() {
        return configOf(0, parts);
    }

    /** {@return the name of the connector that the members become} */
    public final String whole() {
        return name() + "_all";
    }

    /** {@return the names of the members} */
    public final List<String> members() {
        return IntStream.range(0, MEMBERS).mapToObj(i -> name() + "_" + i).toList();
    }

    /** {@return the names of the connectors that one is divided into; members of a sink that were deleted have left their groups} */
    public final List<String> divisions() {
        return IntStream.range(0, MEMBERS).mapToObj(i -> name() + "_d" + i).toList();
    }

    private static int begin(int member, int parts) {
        return member * parts / MEMBERS;
    }

    /** Creates the members on the source and waits until they have copied every record. */
    public final DivisibleConnector runningAsMembers() {
        for (int i = 0; i < MEMBERS; i++) {
            source().createConnector(members().get(i), configOf(begin(i, parts), begin(i + 1, parts)));
        }
        awaitAllRecords();
        await().atMost(DEADLINE)
                .until(() -> members().stream()
                                .mapToInt(member -> source().listOffsets(member).size())
                                .sum()
                        >= partitions());
        return this;
    }

    /** {@return a plan in which the members become one} */
    public final MigrationPlan merging() {
        return MigrationPlan.builder()
                .from(source())
                .to(target())
                .merge(whole(), members().toArray(String[]::new))
                .build();
    }

    /** {@return a plan in which a connector is divided} */
    public final MigrationPlan dividing(String connector, ConnectClient from, ConnectClient to) {
        return MigrationPlan.builder()
                .from(from)
                .to(to)
                .split(connector, divided -> addDivisions(divided, (division, config) -> config))
                .build();
    }

    /** Adds what a connector is divided into, with whatever a function changes of the configs. */
    public final void addDivisions(SplitTargets divided, BiFunction<String, ConnectorConfig, ConnectorConfig> config) {
        for (int i = 0; i < MEMBERS; i++) {
            String division = divisions().get(i);
            divided.into(
                    division, offsetsOf(begin(i, parts), begin(i + 1, parts)), given -> config.apply(division, given));
        }
    }
}
