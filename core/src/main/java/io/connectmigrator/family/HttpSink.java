package io.connectmigrator.family;

import java.util.List;
import java.util.Set;

/** Sends requests. Its only state is its consumer group. */
final class HttpSink extends DescribedFamily {

    HttpSink() {
        super(
                "HTTP sink",
                Set.of("io.confluent.connect.http.HttpSinkConnector", "io.aiven.kafka.connect.http.HttpSinkConnector"),
                List.of());
    }
}
