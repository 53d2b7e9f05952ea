package io.connectmigrator.lab.facts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Connect cluster, real or simulated, on which facts are tried. Its workers are numbered from 0. */
public interface FactsCluster {

    /** {@return how many workers it has} */
    int workers();

    /** {@return the number of the worker that leads the group} */
    int leader();

    /** {@return the id by which statuses name a worker} */
    String workerId(int worker);

    /** {@return its {@code group.id}} */
    String groupId();

    /**
     * {@return the answer of a worker, waited for up to 100 seconds}
     *
     * @param json the body, or null for none
     */
    FactsAnswer send(int worker, String method, String path, @Nullable String json);

    /** {@return the answer to a request that is sent now, without waiting for it} */
    FactsCall begin(int worker, String method, String path, @Nullable String json);

    /**
     * {@return the config of a test source: each task writes the numbers 0, 1, 2… of its one source partition
     * {@code {"id":"<task>"}} to the topic, with the id as key and the offset {@code {"sequence":<number>}}, one record every 10 ms}
     *
     * <p>Further settings that facts use: {@code tasks.max}; {@code batch.size}, {@code interval.ms} and {@code limit} (where the
     * numbers end; the task then polls nothing, with null every 100 ms); {@code partition.fields} (names, of which the first
     * holds the id and any other <i>name</i>-<i>id</i>) and {@code partition.map} (hash or linked); {@code fail}
     * (connector-start, task-start, poll); {@code password.secret}, which a failure repeats; {@code required.port} (1 to 65535);
     * {@code tasks.beyond.max} (how many tasks more than allowed); {@code alter.offsets} (accept, decline, refuse, unsupported)
     * and {@code alter.offsets.sleep.ms}; {@code validate.omits} (a key that the connector's own validation leaves out).
     *
     * @param connector the name of the connector
     * @param topic where it writes to
     */
    Map<String, String> source(String connector, String topic);

    /**
     * {@return the config of a test sink, which notes each record that it is given}
     *
     * @param connector the name of the connector
     * @param topic where it reads from
     */
    Map<String, String> sink(String connector, String topic);

    /** {@return every record of the offset topic, in the order of each partition's log} */
    List<FactsRecord> offsetTopic();

    /** {@return every record of the status topic in order} */
    List<FactsRecord> statusTopic();

    /** {@return every record of the config topic in order} */
    List<FactsRecord> configTopic();

    /** Writes a record to the offset topic, or a tombstone for null, as a plain producer does. */
    void writeOffset(String key, @Nullable String value);

    /** Writes a record to the config topic as a plain producer does. */
    void writeConfig(String key, String value);

    /** Ends a worker's process at once. */
    void kill(int worker);

    /** Starts a worker's process that was killed, without waiting until it serves. */
    void launch(int worker);

    /** Lets a worker's process do nothing until it is {@linkplain #wake woken}; its connections stay open. */
    void suspend(int worker);

    /** Lets a suspended process go on. */
    void wake(int worker);

    /** {@return whether the thread of a task has ended that its worker had given up waiting for, and cancelled} */
    boolean hasEnded(int worker, String connector, int task);

    /** {@return whether a worker has ever logged a line that contains the text} */
    boolean logged(int worker, String text);
}
