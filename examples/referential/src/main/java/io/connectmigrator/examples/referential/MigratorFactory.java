package io.connectmigrator.examples.referential;

import io.connectmigrator.kafka.KafkaJournal;
import io.connectmigrator.migration.Migrator;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The migrator, whose journal is in the service's own topic. */
@Factory
final class MigratorFactory {

    @Singleton
    @Bean(preDestroy = "close")
    KafkaJournal journal(
            @Value("${referential.bootstrap-servers}") String bootstrapServers,
            @Value("${referential.topic}") String topic,
            @Value("${referential.take-over-after:10s}") Duration takeOverAfter) {
        return KafkaJournal.builder(bootstrapServers)
                .topic(topic)
                .takeOverAfter(takeOverAfter)
                .build();
    }

    @Singleton
    Migrator migrator(KafkaJournal journal, @Value("${referential.replica}") String replica) {
        return Migrator.builder().journal(journal).name(replica).build();
    }
}
