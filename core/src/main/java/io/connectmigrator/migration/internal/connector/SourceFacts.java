package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;

/** The connector on the source as it is found: its config and type, its status, its offsets. Each is read once. */
final class SourceFacts {

    private final CheckContext checkContext;
    private final Lazy<ConnectorInfo> connector;
    private final Lazy<ConnectorStatus> status;
    private final Lazy<OffsetSnapshot> offsets;

    SourceFacts(CheckContext checkContext) {
        this.checkContext = checkContext;
        this.connector = new Lazy<>(this::readConnector);
        this.status = new Lazy<>(() -> checkContext.sourceCluster().status(checkContext.connector()));
        // Waits for open transactions: one that never ends must show before the source is stopped, not after.
        this.offsets = new Lazy<>(this::readOffsets);
    }

    ConnectorInfo connector() {
        return connector.get();
    }

    ConnectorStatus status() {
        return status.get();
    }

    OffsetSnapshot offsets() {
        return offsets.get();
    }

    private ConnectorInfo readConnector() {
        String name = checkContext.connector();
        ConnectorInfo known = checkContext.plan().found();
        ConnectorInfo found = known != null
                ? known
                : checkContext
                        .sourceCluster()
                        .find(name)
                        .orElseGet(() -> checkContext.plan().source().connector(name));
        return found.type() == ConnectorType.UNKNOWN
                ? new ConnectorInfo(found.name(), found.config(), found.tasks(), typeOnTarget(found))
                : found;
    }

    /** Workers that lack the plugin of a connector do not know whether it is a source or a sink. */
    private ConnectorType typeOnTarget(ConnectorInfo found) {
        try {
            return ConnectorPlugin.find(checkContext.targetCluster(), found.config())
                    .map(ConnectorPlugin::typeOf)
                    .orElse(ConnectorType.UNKNOWN);
        } catch (RuntimeException e) {
            return ConnectorType.UNKNOWN;
        }
    }

    private OffsetSnapshot readOffsets() {
        ConnectorCopy source = checkContext.source();
        try {
            return source.offsets().glance();
        } catch (RequestFailedException e) {
            ClusterFacts cluster = checkContext.sourceCluster();
            if (ConnectorPlugin.find(cluster, connector().config()).isPresent()) {
                throw e;
            }
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NEED_TRANSPORT,
                    "the offsets of " + source + " cannot be read over REST: " + cluster + " has no plugin "
                            + ConnectorPlugin.className(connector().config())
                            + ", without which its workers list the offsets of no connector of that class",
                    "Give the client of " + cluster
                            + " its offset topic with offsetTransport(KafkaOffsets…), or install"
                            + " the plugin on its workers"));
        }
    }
}
