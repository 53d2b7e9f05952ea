package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Configs of generated members: what a merged config reads is what one of the members read, no more and no less. Names are taken from a
 * small set so that lists, regular expressions and what is excluded meet often. None of them differs from another one only where a regular
 * expression has a dot: a dot in a list is taken for a dot.
 */
class GeneratedMergesTest {

    private static final int RUNS = 2_000;
    private static final List<String> NAMES = List.of("a", "b", "ab", "a.b", "a.c", "b.c", "bb", "c", "A", "B");
    private static final List<String> REGEXES = List.of(
            "a", "b", "c", "ab", "a\\.b", "a.*", "a\\..*", "b.*", ".*c", "a|c", "a+b", "(?i)b.*", "[ab]", "a.b", ".*",
            "(?i)A");

    enum Kind {
        MIRROR(TestReshape.MIRROR, "{\"cluster\":\"source\",\"partition\":0,\"topic\":\"NAME\"}"),
        REPLICATOR(TestReshape.REPLICATOR, "{\"topic\":\"NAME\",\"partition\":0}"),
        SINK("com.example.AnySinkConnector", "{\"kafka_topic\":\"NAME\",\"kafka_partition\":0}"),
        JDBC_LIST(TestReshape.JDBC, "{\"protocol\":\"1\",\"table\":\"s.NAME\"}"),
        JDBC_REGEX(TestReshape.JDBC, "{\"protocol\":\"1\",\"table\":\"NAME\"}");

        private final String className;
        private final String partition;

        Kind(String className, String partition) {
            this.className = className;
            this.partition = partition;
        }

        private TestReshape merge() {
            return this == SINK ? TestReshape.sink(className) : TestReshape.source(className);
        }

        private ConnectorConfig config(Random random) {
            Map<String, String> config = new LinkedHashMap<>();
            config.put("connector.class", className);
            switch (this) {
                case MIRROR -> {
                    put(config, "topics", some(REGEXES, random, 1), random);
                    put(config, "topics.exclude", some(REGEXES, random, 0), random);
                }
                case REPLICATOR -> {
                    put(config, "topic.whitelist", some(NAMES, random, 0), random);
                    put(config, "topic.regex", one(REGEXES, random), random);
                    put(config, "topic.blacklist", some(NAMES, random, 0), random);
                }
                case SINK -> {
                    if (random.nextBoolean()) {
                        config.put("topics", some(NAMES, random, 1));
                    } else {
                        config.put("topics.regex", one(REGEXES, random));
                    }
                }
                case JDBC_LIST -> {
                    config.put("mode", "incrementing");
                    put(config, random.nextInt(5) == 0 ? "table.blacklist" : "table.whitelist", tables(random), random);
                }
                case JDBC_REGEX -> {
                    config.put("mode", "incrementing");
                    put(config, "table.include.list", some(REGEXES, random, 1), random);
                    put(config, "table.exclude.list", some(REGEXES, random, 0), random);
                }
            }
            return ConnectorConfig.of(config);
        }

        private static String tables(Random random) {
            return some(NAMES, random, 1).replaceAll("(^|,)", random.nextBoolean() ? "$1s." : "$1");
        }

        private static void put(Map<String, String> config, String key, String value, Random random) {
            if (random.nextInt(8) > 0) {
                config.put(key, value);
            }
        }
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String some(List<String> of, Random random, int atLeast) {
        List<String> some = new ArrayList<>();
        int count = atLeast + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            some.add(one(of, random));
        }
        return String.join(random.nextBoolean() ? "," : ", ", some);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_merged_config_reads_what_one_of_the_members_read(Kind kind) {
        int merged = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            TestReshape merge = kind.merge();
            List<ConnectorConfig> members = new ArrayList<>();
            for (int i = 0; i <= 1 + random.nextInt(2); i++) {
                members.add(kind.config(random));
                merge.with("member" + i, members.get(i));
            }
            Optional<ConnectorConfig> config = merge.merged().config();
            if (config.isPresent()) {
                merged++;
                for (String name : NAMES) {
                    boolean read = members.stream().anyMatch(member -> reads(merge, member, kind, name));
                    assertThat(reads(merge, config.get(), kind, name))
                            .as(
                                    "%s of seed %s: %s becomes %s",
                                    name,
                                    seed,
                                    texts(members),
                                    texts(config.stream().toList()))
                            .isEqualTo(read);
                }
            }
        }
        System.out.println(kind + ": " + merged + " of " + RUNS + " were merged");
        assertThat(merged).as("merges that were not refused").isGreaterThan(RUNS / 50);
    }

    private static boolean reads(TestReshape merge, ConnectorConfig config, Kind kind, String name) {
        return merge.rules()
                .asksFor(config, TestMove.partition(kind.partition.replace("NAME", name)))
                .orElse(false);
    }

    private static List<String> texts(List<ConnectorConfig> configs) {
        return configs.stream().map(config -> config.toMap().toString()).toList();
    }
}
