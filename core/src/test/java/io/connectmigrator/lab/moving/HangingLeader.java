package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Two workers, of which the one that leads can be made to hang for a while, so that what the other forwards to it gets no answer. */
public final class HangingLeader implements AutoCloseable {

    /** Longer than the 30 s after which a worker gives up what it has forwarded, from 4.0 on. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(40, TimeUnit.SECONDS);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(35);

    private final ConnectCluster pair;
    private final ConnectWorker leader;
    private final ConnectWorker follower;

    /** Starts both. */
    public HangingLeader(Laboratory lab, KafkaVersion version) {
        pair = lab.connect("hanging-" + version).version(version).workers(2).start();
        leader = pair.leaderSeenBy(pair.worker()).orElseThrow();
        follower = pair.workers().stream()
                .filter(worker -> worker != leader)
                .findFirst()
                .orElseThrow();
    }

    /** {@return the cluster that they are} */
    public ConnectCluster cluster() {
        return pair;
    }

    /** {@return a client of the worker that does not lead, to be completed} */
    public ConnectClientBuilder client() {
        return ConnectClient.builder(follower.url()).name(pair.name()).requestTimeout(REQUEST_TIMEOUT);
    }

    /** From now on the leader hangs, and goes on later. */
    public void hang() {
        leader.suspend();
        LATER.execute(leader::wake);
    }

    @Override
    public void close() {
        pair.kill();
    }
}
