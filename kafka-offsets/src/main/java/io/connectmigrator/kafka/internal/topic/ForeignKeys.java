package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Samples;
import io.connectmigrator.offset.OffsetFinding;
import java.util.List;

/** Keys in an offset topic that are not those of offsets. */
final class ForeignKeys {

    private ForeignKeys() {}

    /** {@return a finding about them, if there are any} */
    static List<OffsetFinding> findings(String topic, Samples keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return List.of(new OffsetFinding(
                OffsetFinding.Kind.FOREIGN_KEY,
                keys.count() + " record(s) in topic " + topic + " have keys that are not those of offsets: " + keys,
                "They were ignored and stay as they are. Workers 3.5.0, 3.5.1 and 3.6.0 lose offsets because of such keys;"
                        + " look for the application that writes them"));
    }
}
