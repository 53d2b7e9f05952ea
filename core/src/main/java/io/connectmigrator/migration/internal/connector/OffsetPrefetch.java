package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.offset.OffsetOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells transports whose offsets will be asked for, so that one reading of a topic serves all connectors of a plan. A transport that
 * fails at this is asked for the offsets of each connector all the same.
 */
public final class OffsetPrefetch {

    private static final Logger log = LoggerFactory.getLogger(OffsetPrefetch.class);

    private OffsetPrefetch() {}

    public static void announce(List<CheckContext> checkContexts) {
        Map<ConnectClient, List<CheckContext>> bySource =
                by(checkContext -> checkContext.plan().source(), checkContexts);
        Map<ConnectClient, List<CheckContext>> byTarget =
                by(checkContext -> checkContext.plan().target(), checkContexts);
        if (Stream.concat(bySource.keySet().stream(), byTarget.keySet().stream())
                .anyMatch(OffsetPrefetch::isGivenTransport)) {
            bySource.forEach((cluster, leaving) -> tell(cluster, leaving, CheckContext::sourceOwner));
            byTarget.forEach((cluster, coming) -> tell(cluster, coming, CheckContext::targetOwner));
        }
    }

    private static Map<ConnectClient, List<CheckContext>> by(
            Function<CheckContext, ConnectClient> cluster, List<CheckContext> checkContexts) {
        Map<ConnectClient, List<CheckContext>> grouped = new LinkedHashMap<>();
        checkContexts.stream()
                .filter(checkContext -> checkContext.plan().destination().cluster() != null)
                .forEach(
                        checkContext -> grouped.computeIfAbsent(cluster.apply(checkContext), first -> new ArrayList<>())
                                .add(checkContext));
        return grouped;
    }

    private static void tell(
            ConnectClient cluster, List<CheckContext> checkContexts, Function<CheckContext, OffsetOwner> owner) {
        List<OffsetOwner> owners = checkContexts.stream()
                .map(checkContext -> known(checkContext, owner))
                .flatMap(Optional::stream)
                .toList();
        try {
            cluster.offsetTransport().prefetch(owners);
        } catch (Throwable e) {
            log.debug(
                    "the offsets of {} connectors could not be announced",
                    owners.size(),
                    RedactedException.withoutMessages(e));
        }
    }

    /** What cannot be known is a finding of the checks, which come next. */
    private static Optional<OffsetOwner> known(CheckContext checkContext, Function<CheckContext, OffsetOwner> owner) {
        try {
            checkContext.sourceCluster().worker();
            return Optional.of(owner.apply(checkContext));
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    private static boolean isGivenTransport(ConnectClient cluster) {
        return !cluster.offsetTransport().equals(cluster.restOffsets());
    }
}
