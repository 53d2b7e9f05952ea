package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last commit of a source takes longer than its workers wait for it, since the brokers hold its producer back. */
@ExtendWith(SharedLaboratory.class)
class SlowFlushIT {

    private static final int PARTITIONS = 2_000;
    private static final Double BYTES_PER_SECOND = 2_500d;
    private static final Double UNLIMITED = 1_000_000_000d;

    /** Clients with a quota; null stands for all that have none of their own. */
    private final List<@Nullable String> limited = new ArrayList<>();

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;

    SlowFlushIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.connect("slow-flush")
                .workers(2)
                .with("offset.flush.interval.ms", "60000")
                .with("batch.size", "1024")
                .start();
        this.target = lab.cluster("target", KafkaVersion.V4_3);
    }

    /** The broker is that of other tests, too. */
    @AfterEach
    void close() throws Exception {
        source.kill();
        setQuotas(limited.stream().map(client -> quota(client, null)).toList());
        limited.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_snapshot_holds_what_is_written_after_the_workers_have_given_up(int knownWorkers) throws Exception {
        ConnectClientBuilder client = ConnectClient.builder(source.url()).name(source.name());
        source.urls().stream().limit(knownWorkers).skip(1).forEach(client::url);
        try (TestedConnector connector = new TestedConnector(lab, client.build(), TestedConnector.client(target))) {
            connector.running("partitions", String.valueOf(PARTITIONS), "batch.size", "100");
            limitCommits(connector.name());

            MigrationReport report = Migrator.builder()
                    .downtimeBudget(Duration.ofMinutes(5))
                    .build()
                    .migrate(connector.plan());

            System.out.println(report.toMarkdown());
            assertThat(report).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    /** All producers are limited but those of the records, the statuses and the configs, which leaves that of the offsets. */
    private void limitCommits(String connector) throws Exception {
        limited.add(null);
        limited.addAll(List.of(
                "connector-producer-" + connector + "-0",
                "connector-producer-" + connector + "-1",
                source.groupId() + "-statuses",
                source.groupId() + "-configs"));
        setQuotas(limited.stream()
                .map(client -> quota(client, client == null ? BYTES_PER_SECOND : UNLIMITED))
                .toList());
    }

    private void setQuotas(List<ClientQuotaAlteration> quotas) throws Exception {
        try (Admin admin = lab.kafka().admin()) {
            admin.alterClientQuotas(quotas).all().get();
        }
    }

    /** Without a number the client is no longer limited. */
    private static ClientQuotaAlteration quota(@Nullable String clientId, @Nullable Double bytesPerSecond) {
        Map<String, @Nullable String> client = new HashMap<>();
        client.put(ClientQuotaEntity.CLIENT_ID, clientId);
        return new ClientQuotaAlteration(
                new ClientQuotaEntity(client),
                List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)));
    }
}
