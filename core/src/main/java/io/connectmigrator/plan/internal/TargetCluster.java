package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.StepFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that a connector goes to, or why that is not known.
 *
 * @param name the cluster's name
 * @param cluster the cluster, or null if it is not known
 * @param whyUnknown why it is not known, or null if it is
 */
public record TargetCluster(
        String name,
        @Nullable ConnectClient cluster,
        @Nullable Problem whyUnknown) {

    public static TargetCluster of(ConnectClient cluster) {
        return new TargetCluster(cluster.name(), cluster, null);
    }

    static TargetCluster unknown(String name, Problem why) {
        return new TargetCluster(name, null, why);
    }

    /**
     * {@return the cluster}
     *
     * @throws StepFailedException if it is not known
     */
    public ConnectClient require() {
        if (cluster != null) {
            return cluster;
        }
        throw whyUnknown == null
                ? new IllegalStateException("neither a cluster nor why there is none")
                : new StepFailedException(whyUnknown);
    }

    /** {@return whether it is known to be that Connect cluster} */
    boolean is(ConnectClient other) {
        return cluster != null && areOne(cluster, other);
    }

    /** {@return whether two clients are seen to be clients of one Connect cluster: they share a URL} */
    public static boolean areOne(ConnectClient one, ConnectClient other) {
        return one == other || one.urls().stream().anyMatch(other.urls()::contains);
    }
}
