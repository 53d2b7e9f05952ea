package io.connectmigrator.lab.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.connect.errors.ConnectException;

/** The settings of both connectors of the tests; any further key is tolerated. */
final class SequenceSettings extends AbstractConfig {

    /** Where a connector can be made to fail. */
    static final String FAIL = "fail";

    static final String TASK = "task.id";
    static final String TASKS = "task.count";

    private static final ConfigDef COMMON = new ConfigDef()
            .define(
                    FAIL,
                    ConfigDef.Type.STRING,
                    "none",
                    oneOf("none", "connector-start", "task-start", "poll", "put"),
                    low(),
                    "where it fails")
            .define(
                    "fail.after",
                    ConfigDef.Type.LONG,
                    0L,
                    low(),
                    "how many records a task handles before poll or put fails")
            .define(
                    "alter.offsets",
                    ConfigDef.Type.STRING,
                    Alteration.ACCEPT,
                    Alteration.WORDS,
                    low(),
                    "how it takes it that its offsets are altered")
            .define("alter.offsets.sleep.ms", ConfigDef.Type.LONG, 0L, low(), "how long altering its offsets takes")
            .define(
                    "block.while",
                    ConfigDef.Type.STRING,
                    "",
                    low(),
                    "the beginning of the names of files; as long as there is one that ends with .task-0, .task-1 … the polls or puts of that task block, with .alter the alterations of offsets")
            .define("password.secret", ConfigDef.Type.PASSWORD, "", low(), "a secret")
            .define(
                    "required.port",
                    ConfigDef.Type.INT,
                    8080,
                    Range.between(1, 65_535),
                    low(),
                    "a number that is checked");

    static final ConfigDef SOURCE = new ConfigDef(COMMON)
            .define("topic", ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, low(), "where the sequences go")
            .define(
                    "tasks",
                    ConfigDef.Type.INT,
                    Integer.MAX_VALUE,
                    Range.atLeast(1),
                    low(),
                    "how many tasks, at most tasks.max")
            .define(
                    "tasks.beyond.max",
                    ConfigDef.Type.INT,
                    0,
                    low(),
                    "how many tasks more than tasks.max are asked for")
            .define("validate.omits", ConfigDef.Type.STRING, "", low(), "a setting that its own validation leaves out")
            .define(
                    "partitions",
                    ConfigDef.Type.INT,
                    0,
                    low(),
                    "how many source partitions the tasks share; 0: as many as each owns")
            .define("first.partition", ConfigDef.Type.INT, 0, low(), "the id of the first source partition")
            .define(
                    "partitions.per.task",
                    ConfigDef.Type.INT,
                    1,
                    Range.atLeast(1),
                    low(),
                    "how many source partitions a task owns")
            .define(
                    "partition.fields",
                    ConfigDef.Type.LIST,
                    "id",
                    low(),
                    "the fields of a source partition, in order; the first is its id")
            .define(
                    "partition.map",
                    ConfigDef.Type.STRING,
                    "hash",
                    oneOf("hash", "linked", "immutable"),
                    low(),
                    "the kind of map a source partition is")
            .define(
                    "key.prefix",
                    ConfigDef.Type.STRING,
                    "",
                    low(),
                    "what stands before the id of the source partition in a key")
            .define(
                    "batch.size",
                    ConfigDef.Type.INT,
                    1,
                    Range.atLeast(1),
                    low(),
                    "how many records a poll returns at most")
            .define("interval.ms", ConfigDef.Type.LONG, 10L, low(), "the time between two polls")
            .define(
                    "poll.block.ms",
                    ConfigDef.Type.LONG,
                    0L,
                    low(),
                    "how long a poll blocks, whatever happens meanwhile")
            .define(
                    "poll.block.while",
                    ConfigDef.Type.STRING,
                    "",
                    low(),
                    "a file; a poll blocks as long as it is there, whatever happens meanwhile")
            .define(
                    "limit",
                    ConfigDef.Type.LONG,
                    Long.MAX_VALUE,
                    low(),
                    "the length of each sequence, after which a task is idle");

    static final ConfigDef SINK = new ConfigDef(COMMON)
            .define(
                    "file",
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    low(),
                    "where the records go, a line each")
            .define(
                    "commit.metadata",
                    ConfigDef.Type.STRING,
                    "",
                    low(),
                    "what is committed as metadata beside each offset")
            .define(
                    "put.block.ms",
                    ConfigDef.Type.LONG,
                    0L,
                    low(),
                    "how long a put blocks, whatever happens meanwhile");

    private SequenceSettings(ConfigDef definition, Map<String, String> properties) {
        super(definition, properties, false);
    }

    static SequenceSettings ofSource(Map<String, String> properties) {
        return new SequenceSettings(SOURCE, properties);
    }

    static SequenceSettings ofSink(Map<String, String> properties) {
        return new SequenceSettings(SINK, properties);
    }

    /** The error repeats the secret, as those of some drivers do. */
    void failIf(String place) {
        if (place.equals(getString(FAIL))) {
            throw new ConnectException("failed by configuration: " + place + ", secret: "
                    + getPassword("password.secret").value());
        }
    }

    void failIfAfter(String place, long records) {
        if (records >= getLong("fail.after")) {
            failIf(place);
        }
    }

    void blockPoll() {
        blockWhileHeld(String.valueOf(originals().get(TASK)));
        block(getLong("poll.block.ms"));
        String file = getString("poll.block.while");
        while (!file.isEmpty() && Files.exists(Path.of(file))) {
            block(10);
        }
    }

    /** Blocks as long as there is a file for that task. */
    void blockWhileHeld(Object task) {
        String base = getString("block.while");
        blockWhileThere(base.isEmpty() ? "" : base + ".task-" + task, base + ".blocked-" + task);
    }

    private static void blockWhileThere(String file, String sign) {
        if (file.isEmpty() || !Files.exists(Path.of(file))) {
            return;
        }
        try {
            Files.write(Path.of(sign), new byte[0]);
            while (Files.exists(Path.of(file))) {
                block(10);
            }
            Files.deleteIfExists(Path.of(sign));
        } catch (IOException e) {
            throw new ConnectException("blocking while " + file + " exists failed", e);
        }
    }

    boolean alter(Object offsets) {
        String base = getString("block.while");
        blockWhileThere(base.isEmpty() ? "" : base + ".alter", base + ".altering");
        block(getLong("alter.offsets.sleep.ms"));
        return Alteration.answer(getString("alter.offsets"), offsets);
    }

    List<String> partitionFields() {
        return getList("partition.fields");
    }

    /** {@return what the value of a further field of a source partition begins with, the name of the field unless it is set} */
    String valueBegins(String field) {
        return originalsStrings().getOrDefault("partition.value." + field, field);
    }

    /** Blocks without reacting to an interrupt, as a call of a driver without a timeout does. */
    static void block(long milliseconds) {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ValidString oneOf(String... values) {
        return ValidString.in(values);
    }

    private static Importance low() {
        return Importance.LOW;
    }
}
