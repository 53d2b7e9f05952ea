package io.connectmigrator.family;

import java.util.List;
import java.util.Set;

/** Sends requests, whatever the config: no setting keeps a record that comes twice from being sent twice. Its only state is its consumer group. */
final class HttpSink extends DescribedFamily {

    HttpSink() {
        super(
                "HTTP sink",
                Set.of("io.confluent.connect.http.HttpSinkConnector", "io.aiven.kafka.connect.http.HttpSinkConnector"),
                List.of(RedeliveryRisk.of(
                        move -> true,
                        "sends requests, which the service gets twice if a record comes twice",
                        "Let the service tell requests that it has had, such as by topic, partition and offset, which"
                                + " config(\"headers\", …) or a transform can add")));
    }
}
