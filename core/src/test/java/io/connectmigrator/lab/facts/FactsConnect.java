package io.connectmigrator.lab.facts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Connect of one version, real or simulated, on which facts are tried. It has one Kafka cluster that all its Connect clusters
 * share. Used by one thread.
 *
 * <p>What an implementation cannot do, it refuses with {@link NotRunException}; a fact that needs it is then listed as not run.
 */
public interface FactsConnect extends AutoCloseable {

    /** {@return the version of the workers, such as 3.9.2} */
    String version();

    /** {@return the Connect cluster of that kind, started when it is first asked for, all its workers up} */
    FactsCluster cluster(ClusterKind kind);

    /** {@return the numbers in a topic by key, in the order of the log; those of aborted transactions are left out} */
    Map<String, List<Long>> written(String topic);

    /** {@return what the sink connector of that name was given, in order, each as {@code topic-partition@offset}} */
    List<String> delivered(String sink);

    /**
     * Lets the polls of a task of a {@link FactsCluster#source test source}, or the puts of the one task of a {@link
     * FactsCluster#sink test sink}, of that name block, on any cluster, and returns when it is blocked. The blocked call reacts
     * neither to an interrupt nor to a stop.
     */
    void hold(String connector, int task);

    /** Lets {@code alterOffsets} of the connectors of that name block, on any cluster. */
    void holdAlterations(String connector);

    /** {@return whether an {@code alterOffsets} of that connector is blocked} */
    boolean isAltering(String connector);

    /** Lets go on what was held of a connector. Does nothing when nothing is held. */
    void release(String connector);

    /**
     * Waits until a condition is true: up to the limit in real time, or in virtual time where there is one.
     *
     * @throws AssertionError with the description when the time is over
     */
    void await(String description, Duration limit, BooleanSupplier condition);

    /** {@return the time by the clock that {@link #await} goes by, from any beginning} */
    Duration now();

    /** {@return where a second Kafka cluster is, as clients want it} */
    String otherKafka();

    @Override
    void close();
}
