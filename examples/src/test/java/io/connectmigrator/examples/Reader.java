package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.OpenMigration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The variables that the programs of the README and of the pages in {@code docs} use without declaring them. */
@NullUnmarked
public abstract class Reader {

    public String legacyUrl;
    public String europeUrl;
    public String password = "secret";
    public ConnectClient legacy;
    public ConnectClient europe;
    public ConnectClient asia;
    public ConnectClient americas;
    public ConnectorConfig config = ConnectorConfig.of(Map.of("connector.class", "SequenceSource", "tasks.max", "2"));
    public MigrationPlan plan;
    public MigrationPlan split;
    public Migrator migrator;
    public KafkaBridge bridge;
    public Store store = name -> legacy.config(name);
    public Plans plans = open -> plan;
    public Operators operators = (connector, paused) -> {};
    public Teams teams = (wave, reports) -> CompletableFuture.completedFuture(true);
    public MeterRegistry registry = new SimpleMeterRegistry();
    public Logger log = LoggerFactory.getLogger(Reader.class);

    /** What was told to {@link #records}. */
    public final List<String> pointedTo = new CopyOnWriteArrayList<>();

    public Records records = pointedTo::add;

    /** The variables of the program that a test asked for, when it has run. */
    public final Map<String, Object> kept = new HashMap<>();

    /** The block of the document. */
    public abstract void program() throws Exception;

    /** {@return a variable of the program that has run} */
    <T> T kept(String variable, Class<T> type) {
        return type.cast(kept.get(variable));
    }

    /** The reader's own records of where connectors are. */
    public interface Records {

        void pointTo(String target);
    }

    /** The reader's own configs. */
    public interface Store {

        ConnectorConfig get(String connector);
    }

    /** How the reader makes the plan of a migration that was begun. */
    public interface Plans {

        MigrationPlan of(OpenMigration open);
    }

    /** The reader's own client of Kubernetes. */
    public interface Operators {

        void set(String connector, boolean paused);

        default void pause(String connector) {
            set(connector, true);
        }

        default void resume(String connector) {
            set(connector, false);
        }
    }

    /** The teams that are asked after each wave. */
    public interface Teams {

        CompletionStage<Boolean> agree(int wave, List<ConnectorReport> reports);
    }
}
