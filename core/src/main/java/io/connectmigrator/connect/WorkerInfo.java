package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;

/**
 * The version of a worker and the Kafka cluster under it.
 *
 * @param version its version; vendors number their own, so use {@link ConnectClient#capabilities()} to find out what it can do
 * @param commit the commit of its build
 * @param kafkaClusterId the id of the Kafka cluster under it
 */
public record WorkerInfo(String version, String commit, String kafkaClusterId) {

    static WorkerInfo read(JsonObject json) {
        return new WorkerInfo(json.string("version"), json.text("commit"), json.text("kafka_cluster_id"));
    }
}
