package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A move that a family is given to judge. Values of its configs that begin with {@code secret-} must not occur in a problem. */
final class TestMove {

    private static final String SECRET = "secret-";

    private final ConnectorConfig source;
    private ConnectorConfig target;
    private OffsetSnapshot offsets = OffsetSnapshot.empty();
    private String targetName = "moved";
    private Optional<Boolean> sameKafka = Optional.empty();
    private boolean fork;
    private final Map<String, ConnectorConfig> others = new LinkedHashMap<>();

    private TestMove(ConnectorConfig source) {
        this.source = source;
        this.target = source;
    }

    /** {@return a move of a connector with a config, given as keys and values in turn, which the plan does not change} */
    static TestMove of(String... settings) {
        return new TestMove(config(settings));
    }

    static ConnectorConfig config(String... settings) {
        ConnectorConfig config = ConnectorConfig.empty();
        for (int i = 0; i < settings.length; i += 2) {
            config = config.with(settings[i], settings[i + 1]);
        }
        return config;
    }

    /** {@return the partition of which this is the JSON} */
    static Map<String, @Nullable Object> partition(String json) {
        return snapshot(json, "{\"any\":1}").offsets().get(0).partition();
    }

    /** {@return the offset of which this is the JSON} */
    static Map<String, @Nullable Object> offset(String json) {
        return Optional.ofNullable(
                        snapshot("{\"any\":1}", json).offsets().get(0).offset())
                .orElseThrow();
    }

    private static OffsetSnapshot snapshot(String partition, String offset) {
        return OffsetSnapshot.parseJson("{\"offsets\":[{\"partition\":" + partition + ",\"offset\":" + offset + "}]}");
    }

    TestMove changing(String key, String value) {
        target = target.with(key, value);
        return this;
    }

    TestMove dropping(String key) {
        target = target.without(key);
        return this;
    }

    TestMove at(String offset) {
        offsets = snapshot("{\"any\":1}", offset);
        return this;
    }

    TestMove renaming() {
        targetName = "renamed";
        return this;
    }

    TestMove forking() {
        fork = true;
        return this;
    }

    TestMove toAnotherKafka() {
        sameKafka = Optional.of(false);
        return this;
    }

    TestMove onOneKafka() {
        sameKafka = Optional.of(true);
        return this;
    }

    TestMove beside(String... settings) {
        others.put("other", config(settings));
        return this;
    }

    /** {@return what a family finds beside duplicate risks, each as its severity and its code} */
    List<String> findings(ConnectorFamily family) {
        return problems(family).stream()
                .filter(problem -> problem.code() != ProblemCode.DUPLICATE_RISK)
                .map(problem -> problem.severity() + " " + problem.code())
                .toList();
    }

    /** {@return what the rules about duplicates find, each as its rule and its severity} */
    List<String> risks(ConnectorFamily family) {
        return problems(family).stream()
                .filter(problem -> problem.rule() != null)
                .map(problem -> problem.rule() + " " + problem.severity())
                .toList();
    }

    List<Problem> problems(ConnectorFamily family) {
        List<Problem> problems =
                family.examine(new FamilyMove("moved", targetName, source, target, offsets, others, sameKafka, fork));
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.message())
                        .startsWith("connector 'moved' (" + family.name() + ") ")
                        .doesNotEndWith("."));
        String text = problems.stream().map(Problem::toString).collect(Collectors.joining());
        assertThat(Stream.concat(Stream.of(source, target), others.values().stream())
                        .flatMap(config -> config.toMap().values().stream())
                        .filter(value -> value != null && value.startsWith(SECRET)))
                .noneMatch(text::contains);
        return problems;
    }
}
