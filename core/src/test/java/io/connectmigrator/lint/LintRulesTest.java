package io.connectmigrator.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each rule configs with which it fires, and configs with which it does not. */
class LintRulesTest {

    private static final WorkerSettings EXACTLY_ONCE = new WorkerSettings(Optional.of(true), Optional.of(true));
    private static final WorkerSettings PLAIN = new WorkerSettings(Optional.of(false), Optional.of(true));
    private static final WorkerSettings NO_OVERRIDES = new WorkerSettings(Optional.of(false), Optional.of(false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                            | D4 WARNING",
                "enable.idempotence=false                      | D4 WARNING",
                "enable.idempotence=true                       | ''",
                "enable.idempotence=TRUE                       | ''",
                "enable.idempotence=true acks=1                | D5 ERROR",
                "enable.idempotence=true acks=0                | D5 ERROR",
                "enable.idempotence=true acks=all              | ''",
                "enable.idempotence=true acks=-1               | ''",
                "enable.idempotence=true retries=0             | D5 ERROR",
                "enable.idempotence=true retries=1             | ''",
                "enable.idempotence=true max.in.flight.requests.per.connection=6 | D5 ERROR",
                "enable.idempotence=true max.in.flight.requests.per.connection=5 | ''",
                "max.in.flight.requests.per.connection=2       | D4 WARNING, D6 WARNING",
                "max.in.flight.requests.per.connection=1       | D4 WARNING",
                "acks=1                                        | D4 WARNING, D7 ERROR",
                "acks=0                                        | D4 WARNING, D7 ERROR",
                "acks=all                                      | D4 WARNING",
                "acks=${env:ACKS}                              | D4 WARNING",
                "retries=0                                     | D4 WARNING, D8 WARNING",
                "retries=5                                     | D4 WARNING",
                "enable.idempotence=true delivery.timeout.ms=30000  | D8 WARNING",
                "enable.idempotence=true delivery.timeout.ms=120000 | ''",
                "enable.idempotence=true max.block.ms=1000     | D8 WARNING",
                "enable.idempotence=true max.block.ms=60000    | ''"
            })
    void overrides_of_the_producer_of_a_source(String overrides, String found) {
        assertThat(rules(source(prefixed("producer.override.", overrides), PLAIN, PLAIN)))
                .isEqualTo(found);
    }

    @Test
    void exactly_once_support_of_the_target_makes_the_producer_idempotent() {
        assertThat(rules(source("", EXACTLY_ONCE, EXACTLY_ONCE))).isEmpty();
        assertThat(rules(source("producer.override.acks=1", EXACTLY_ONCE, EXACTLY_ONCE)))
                .isEqualTo("D5 ERROR");
    }

    @Test
    void exactly_once_support_that_the_target_lacks() {
        assertThat(rules(source("", EXACTLY_ONCE, PLAIN))).isEqualTo("D4 WARNING, D9 ERROR");
        assertThat(rules(source("", PLAIN, EXACTLY_ONCE))).isEmpty();
        assertThat(rules(source("", EXACTLY_ONCE, WorkerSettings.UNKNOWN))).isEmpty();
        assertThat(rules(source("", WorkerSettings.UNKNOWN, PLAIN))).isEqualTo("D4 WARNING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction.boundary=connector | transaction.boundary=connector | ''",
                "transaction.boundary=poll      | ''                             | ''",
                "transaction.boundary=connector | ''                             | D10 WARNING",
                "transaction.boundary=interval transaction.boundary.interval.ms=5 | transaction.boundary=interval | D10 WARNING",
                "offsets.storage.topic=own      | offsets.storage.topic=other    | D10 WARNING",
                "''                             | offsets.storage.topic=other    | D10 WARNING"
            })
    void transactions_that_end_elsewhere(String before, String then, String found) {
        assertThat(rules(linted(ConnectorType.SOURCE, before, then, EXACTLY_ONCE, EXACTLY_ONCE)))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                 | D11 WARNING",
                "consumer.override.isolation.level=read_uncommitted | D11 WARNING",
                "consumer.override.isolation.level=read_committed   | ''",
                "consumer.override.isolation.level=READ_COMMITTED   | ''",
                "consumer.override.isolation.level=read_committed errors.tolerance=all  | D15 WARNING",
                "consumer.override.isolation.level=read_committed errors.tolerance=none | ''",
                "consumer.override.isolation.level=read_committed errors.tolerance=all errors.deadletterqueue.topic.name=dlq | ''",
                "consumer.override.isolation.level=read_committed errors.retry.timeout=-1     | D16 WARNING",
                "consumer.override.isolation.level=read_committed errors.retry.timeout=120001 | D16 WARNING",
                "consumer.override.isolation.level=read_committed errors.retry.timeout=120000 | ''"
            })
    void settings_of_a_sink(String settings, String found) {
        assertThat(rules(linted(ConnectorType.SINK, settings, settings, PLAIN, PLAIN)))
                .isEqualTo(found);
    }

    @Test
    void a_source_has_no_topic_for_what_it_tolerates() {
        assertThat(rules(source(
                        "errors.tolerance=all errors.deadletterqueue.topic.name=dlq", EXACTLY_ONCE, EXACTLY_ONCE)))
                .isEqualTo("D15 WARNING");
    }

    @Test
    void rules_of_one_type_leave_the_other_alone() {
        assertThat(rules(source("consumer.override.isolation.level=read_uncommitted", PLAIN, EXACTLY_ONCE)))
                .isEmpty();
        assertThat(rules(linted(
                        ConnectorType.SINK,
                        "",
                        "producer.override.acks=0 transaction.boundary=connector"
                                + " consumer.override.isolation.level=read_committed",
                        EXACTLY_ONCE,
                        PLAIN)))
                .isEmpty();
    }

    @Test
    void the_remedy_is_a_line_of_the_plan_where_workers_take_overrides() {
        assertThat(examine(source("", PLAIN, PLAIN)).get(0).remedy())
                .contains("config(\"producer.override.enable.idempotence\", \"true\")");
        assertThat(examine(source("", PLAIN, NO_OVERRIDES)).get(0).remedy())
                .contains("Set producer.enable.idempotence=true in the properties of the workers");
    }

    @Test
    void no_finding_has_a_value_of_the_config() {
        String secrets =
                "database.password=secret-1 connection.url=jdbc:db://me:secret-2@host acks=1 errors.tolerance=all"
                        + " errors.deadletterqueue.topic.name=secret-3 offsets.storage.topic=secret-4 errors.retry.timeout=-1";

        List<Problem> problems = Stream.of(ConnectorType.SOURCE, ConnectorType.SINK)
                .flatMap(type ->
                        examine(linted(type, secrets, secrets + " transaction.boundary=secret-5", EXACTLY_ONCE, PLAIN))
                                .stream())
                .toList();

        assertThat(problems).hasSizeGreaterThan(4);
        assertThat(problems).extracting(Problem::toString).noneMatch(text -> text.contains("secret-"));
    }

    private static String prefixed(String prefix, String settings) {
        return settings.isBlank() ? "" : prefix + settings.replace(" ", " " + prefix);
    }

    private static LintedConnector source(String settings, WorkerSettings source, WorkerSettings target) {
        return linted(ConnectorType.SOURCE, settings, settings, source, target);
    }

    private static LintedConnector linted(
            ConnectorType type, String before, String then, WorkerSettings source, WorkerSettings target) {
        return new LintedConnector("orders", type, config(before), config(then), source, target, Duration.ofMinutes(2));
    }

    private static ConnectorConfig config(String settings) {
        return ConnectorConfig.of(Arrays.stream(settings.split(" ", -1))
                .filter(setting -> !setting.isBlank())
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1])));
    }

    private static List<Problem> examine(LintedConnector connector) {
        List<Problem> problems = LintRules.examine(connector);
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.message())
                        .startsWith("connector 'orders' ")
                        .doesNotEndWith("."));
        return problems;
    }

    private static String rules(LintedConnector connector) {
        return examine(connector).stream()
                .map(problem -> problem.rule() + " " + problem.severity())
                .collect(Collectors.joining(", "));
    }
}
