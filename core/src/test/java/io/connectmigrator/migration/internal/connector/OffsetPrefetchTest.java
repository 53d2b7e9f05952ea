package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.family.Families;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.wire.ListingWorker;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.PlanDefinitions;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.plan.internal.PlanResolution;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.plan.internal.TargetCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each transport is given all connectors of its own cluster at once. */
class OffsetPrefetchTest {

    private final ListingWorker worker = new ListingWorker()
            .with("orders", "zone", "EU")
            .with("parts", "zone", "AS")
            .with("stock", "zone", "EU");

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void each_of_several_targets_prefetches_the_connectors_that_move_there() {
        ListeningOffsets ofSource = new ListeningOffsets();
        ListeningOffsets ofEurope = new ListeningOffsets();
        ListeningOffsets ofAsia = new ListeningOffsets();
        ConnectClient legacy = worker.client("legacy", ofSource);
        ConnectClient europe = client("europe", ofEurope);
        ConnectClient asia = client("asia", ofAsia);
        MigrationPlan plan = MigrationPlan.builder()
                .from(legacy)
                .connectorsMatching(connector -> true)
                .route(connector -> "EU".equals(connector.config().get("zone")) ? europe : asia)
                .build();

        OffsetPrefetch.announce(
                checkContexts(PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(Journal.inMemory()))));

        assertThat(ofSource.expected).containsExactly(List.of("orders", "parts", "stock"));
        assertThat(ofEurope.expected).containsExactly(List.of("orders", "stock"));
        assertThat(ofAsia.expected).containsExactly(List.of("parts"));
    }

    @Test
    void a_connector_without_a_target_is_not_prefetched() {
        ListeningOffsets ofSource = new ListeningOffsets();
        MigrationPlan plan = MigrationPlan.builder()
                .from(worker.client("legacy", ofSource))
                .connectorsMatching(connector -> true)
                .route(connector -> null)
                .build();

        OffsetPrefetch.announce(
                checkContexts(PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(Journal.inMemory()))));

        assertThat(ofSource.expected).isEmpty();
    }

    @Test
    void a_transport_that_fails_at_it_keeps_no_other_from_being_told() {
        ListeningOffsets ofEurope = new ListeningOffsets();
        ListeningOffsets failing = new ListeningOffsets();
        failing.failure = new NoSuchMethodError("listTransactions");
        MigrationPlan plan = MigrationPlan.builder()
                .from(worker.client("legacy", failing))
                .to(client("europe", ofEurope))
                .connectorsMatching(connector -> connector.name().equals("orders"))
                .build();

        OffsetPrefetch.announce(
                checkContexts(PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(Journal.inMemory()))));

        assertThat(ofEurope.expected).containsExactly(List.of("orders"));
    }

    private static List<CheckContext> checkContexts(ResolvedPlan resolvedPlan) {
        ClusterFacts source =
                new ClusterFacts(TargetCluster.of(resolvedPlan.plan().source()), false, Waiting.real());
        return resolvedPlan.connectors().stream()
                .map(connector -> new CheckContext(
                        connector,
                        source,
                        new ClusterFacts(connector.destination(), false, Waiting.real()),
                        Families.with(List.of()),
                        Waiting.real(),
                        Timeouts.DEFAULT))
                .toList();
    }

    private static ConnectClient client(String name, OffsetTransport offsets) {
        return ConnectClient.builder("http://" + name + ":8083")
                .name(name)
                .offsetTransport(offsets)
                .build();
    }

    /** Records the connectors that are prefetched, or fails at it; it has no offsets. */
    private static final class ListeningOffsets implements OffsetTransport {

        private final List<List<String>> expected = new ArrayList<>();
        private @Nullable Error failure;

        @Override
        public Optional<String> fence(OffsetOwner connector) {
            return Optional.empty();
        }

        @Override
        public void prefetch(Collection<OffsetOwner> connectors) {
            if (failure != null) {
                throw failure;
            }
            expected.add(connectors.stream().map(OffsetOwner::connector).toList());
        }

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AlterResult resetOffsets(OffsetOwner connector) {
            throw new UnsupportedOperationException();
        }
    }
}
