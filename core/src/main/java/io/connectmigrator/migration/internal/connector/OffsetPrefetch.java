package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.offset.OffsetOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells transports whose offsets will be asked for, so that one reading of a topic serves all connectors of a plan. */
public final class OffsetPrefetch {

    private OffsetPrefetch() {}

    public static void announce(List<CheckContext> surveys) {
        Map<ConnectClient, List<CheckContext>> bySource =
                by(survey -> survey.plan().source(), surveys);
        Map<ConnectClient, List<CheckContext>> byTarget =
                by(survey -> survey.plan().target(), surveys);
        if (Stream.concat(bySource.keySet().stream(), byTarget.keySet().stream())
                .anyMatch(OffsetPrefetch::isGivenTransport)) {
            bySource.forEach((cluster, leaving) -> tell(cluster, leaving, CheckContext::sourceOwner));
            byTarget.forEach((cluster, coming) -> tell(cluster, coming, CheckContext::targetOwner));
        }
    }

    private static Map<ConnectClient, List<CheckContext>> by(
            Function<CheckContext, ConnectClient> cluster, List<CheckContext> surveys) {
        Map<ConnectClient, List<CheckContext>> grouped = new LinkedHashMap<>();
        surveys.stream()
                .filter(survey -> survey.plan().destination().cluster() != null)
                .forEach(survey -> grouped.computeIfAbsent(cluster.apply(survey), first -> new ArrayList<>())
                        .add(survey));
        return grouped;
    }

    private static void tell(
            ConnectClient cluster, List<CheckContext> surveys, Function<CheckContext, OffsetOwner> owner) {
        cluster.offsetTransport()
                .expect(surveys.stream()
                        .map(survey -> known(survey, owner))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** What cannot be known is a finding of the checks, which come next. */
    private static Optional<OffsetOwner> known(CheckContext survey, Function<CheckContext, OffsetOwner> owner) {
        try {
            survey.sourceCluster().worker();
            return Optional.of(owner.apply(survey));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isGivenTransport(ConnectClient cluster) {
        return !cluster.offsetTransport().equals(cluster.restOffsets());
    }
}
