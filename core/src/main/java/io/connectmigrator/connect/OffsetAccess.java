package io.connectmigrator.connect;

import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.SnapshotOrigin;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of connectors over the transport of a client, with origins and checks from the cluster itself.
 * Thread-safe.
 */
final class OffsetAccess {

    private final String cluster;
    private final Requests requests;
    private final ConnectorReads reads;
    private final OffsetTransport transport;
    private final boolean isRest;
    private final Clock clock;

    /**
     * Sends through requests with a deadline.
     *
     * @param given the transport that the client was given, or null for REST
     */
    OffsetAccess(String cluster, Requests requests, @Nullable OffsetTransport given, Clock clock) {
        OffsetTransport rest = new RestOffsets(requests);
        this.cluster = cluster;
        this.requests = requests;
        this.reads = new ConnectorReads(requests);
        this.transport = given == null ? rest : given;
        this.isRest = transport.equals(rest);
        this.clock = clock;
    }

    OffsetSnapshot list(String connector) {
        Optional<ConnectorInfo> info = reads.find(connector);
        Optional<ConnectorStatus> status = reads.findStatus(connector);
        String kafkaClusterId =
                requests.object(Request.get("/"), WorkerInfo::read).kafkaClusterId();
        Instant takenAt = clock.instant();
        return transport
                .listOffsets(owner(connector, info))
                .withOrigin(new SnapshotOrigin(
                        connector,
                        cluster,
                        kafkaClusterId.isEmpty() ? null : kafkaClusterId,
                        info.map(found -> found.config().className()).orElse(null),
                        info.map(found -> found.type().name().toLowerCase(Locale.ROOT))
                                .orElse(null),
                        status.map(found -> found.state().name()).orElse(null),
                        takenAt));
    }

    AlterResult alter(String connector, OffsetSnapshot offsets) {
        return transport.alterOffsets(ownerAtRest(connector), offsets);
    }

    AlterResult reset(String connector) {
        return transport.resetOffsets(ownerAtRest(connector));
    }

    /** Checks that the connector is stopped; over REST the worker itself does. */
    private OffsetOwner ownerAtRest(String connector) {
        if (isRest) {
            return OffsetOwner.named(connector);
        }
        Optional<ConnectorInfo> info = reads.find(connector);
        if (info.isPresent()) {
            requireAtRest(connector);
        }
        return owner(connector, info);
    }

    private void requireAtRest(String connector) {
        ConnectorStatus status = reads.status(connector);
        boolean atRest = status.state() == ConnectorState.STOPPED
                || (status.state() == ConnectorState.PAUSED && !new Capabilities(requests).canStop());
        if (!atRest) {
            throw new ConnectorNotStoppedException(Failure.unanswered(
                    requests.describe(Request.get(Request.connector(connector, "status"))),
                    "shows that connector " + connector + " is " + status.state()
                            + ", so that its tasks would overwrite the offsets; they are as they were",
                    null));
        }
    }

    private static OffsetOwner owner(String connector, Optional<ConnectorInfo> info) {
        return info.map(ConnectorInfo::offsetOwner).orElseGet(() -> OffsetOwner.named(connector));
    }
}
