package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.connectmigrator.event.MigrationEvent.ConnectorEnded;
import io.connectmigrator.event.MigrationEvent.StepEnded;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport.Direction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class ListenersTest {

    private static final Map<String, String> LABELS = Map.of("namespace", "mfg");
    private static final StepEnded QUIESCED = new StepEnded(
            Instant.EPOCH,
            "7",
            "orders",
            "orders",
            LABELS,
            MigrationStep.QUIESCE,
            Direction.FORWARD,
            Duration.ofMillis(80),
            1,
            null);
    private static final ConnectorEnded MOVED = new ConnectorEnded(
            Instant.EPOCH, "7", "orders", "orders", LABELS, new Moved(true), Duration.ofMillis(300), List.of());

    @Test
    void meters_know_steps_outcomes_and_downtimes() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MigrationMeters meters = new MigrationMeters(registry);

        meters.on(QUIESCED);
        meters.on(MOVED);

        assertThat(registry.get("connect.migration.step")
                        .tags("step", "quiesce", "result", "done")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(80);
        assertThat(registry.get("connect.migration.connectors")
                        .tag("outcome", "MOVED")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("connect.migration.downtime").timer().max(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
    }

    @Test
    void each_line_has_the_run_the_connector_and_the_labels_in_its_context() {
        Logger logger = (Logger) LoggerFactory.getLogger(TracedLog.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);

        new TracedLog().on(QUIESCED);

        logger.detachAppender(lines);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("orders: quiesce done in 80 ms");
            assertThat(line.getMDCPropertyMap())
                    .containsOnly(
                            Map.entry("run", "7"), Map.entry("connector", "orders"), Map.entry("namespace", "mfg"));
        });
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
}
