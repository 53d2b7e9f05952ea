package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;

/**
 * What a worker says about itself.
 *
 * @param version its version; vendors use their own, so what a worker can do is asked with
 *     {@link ConnectClient#capabilities()}
 * @param commit the commit that it was built from
 * @param kafkaClusterId the id of the Kafka cluster under it
 */
public record WorkerInfo(String version, String commit, String kafkaClusterId) {

    /**
     * Checks that nothing is null.
     *
     * @param version its version; vendors use their own, so what a worker can do is asked with {@link ConnectClient#capabilities()}
     * @param commit the commit that it was built from
     * @param kafkaClusterId the id of the Kafka cluster under it
     */
    public WorkerInfo {
        requireNonNull(version, "version");
        requireNonNull(commit, "commit");
        requireNonNull(kafkaClusterId, "kafkaClusterId");
    }

    static WorkerInfo read(JsonObject json) {
        return new WorkerInfo(json.string("version"), json.text("commit"), json.text("kafka_cluster_id"));
    }
}
