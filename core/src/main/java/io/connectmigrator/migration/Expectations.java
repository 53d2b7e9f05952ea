package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.offset.OffsetOwner;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tells transports whose offsets will be asked for, so that one reading of a topic serves all connectors of a plan. */
final class Expectations {

    private Expectations() {}

    static void announce(List<Survey> surveys) {
        if (surveys.isEmpty()) {
            return;
        }
        Survey any = surveys.get(0);
        if (isGivenTransport(any.plan().source()) || isGivenTransport(any.plan().target())) {
            tell(any.plan().source(), surveys, Survey::sourceOwner);
            tell(any.plan().target(), surveys, Survey::targetOwner);
        }
    }

    private static void tell(ConnectClient cluster, List<Survey> surveys, Function<Survey, OffsetOwner> owner) {
        cluster.offsetTransport()
                .expect(surveys.stream()
                        .map(survey -> known(survey, owner))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** What cannot be known is a finding of the checks, which come next. */
    private static Optional<OffsetOwner> known(Survey survey, Function<Survey, OffsetOwner> owner) {
        try {
            survey.sourceCluster().worker();
            return Optional.of(owner.apply(survey));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isGivenTransport(ConnectClient cluster) {
        return cluster.offsetTransport() != cluster.restOffsets();
    }
}
