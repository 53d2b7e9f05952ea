package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Optional;

/** The connector on the target as the plan wants it, and what is found there under its name. Each is found out once. */
final class TargetFacts {

    private final CheckContext checkContext;
    private final Lazy<String> name;
    private final Lazy<ConnectorConfig> config;
    private final Lazy<Optional<ConnectorInfo>> found;
    private final Lazy<OffsetSnapshot> offsets;

    TargetFacts(CheckContext checkContext) {
        this.checkContext = checkContext;
        this.name = new Lazy<>(() -> checkContext.plan().targetConnector().name());
        this.config = new Lazy<>(this::transformedConfig);
        this.found = new Lazy<>(() -> checkContext.targetCluster().find(name()));
        this.offsets = new Lazy<>(() -> checkContext.target().offsets().peek());
    }

    String name() {
        return name.get();
    }

    /** {@return its name, or that on the source if the plan cannot tell} */
    String nameIfKnown() {
        try {
            return name();
        } catch (Throwable e) {
            return checkContext.connector();
        }
    }

    ConnectorConfig config() {
        return config.get();
    }

    private ConnectorConfig transformedConfig() {
        CheckContext lead = checkContext.unit().leadOfTarget(checkContext);
        if (lead != checkContext) {
            return lead.targetConfig();
        }
        return checkContext
                .plan()
                .targetConnector()
                .config(() -> checkContext.unit().config(checkContext))
                .with("name", checkContext.target().connector());
    }

    Optional<ConnectorInfo> found() {
        return found.get();
    }

    OffsetSnapshot offsets() {
        return offsets.get();
    }
}
