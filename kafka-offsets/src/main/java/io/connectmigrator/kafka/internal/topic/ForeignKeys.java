package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Samples;
import io.connectmigrator.offset.OffsetFinding;
import java.util.List;

/** Keys in an offset topic that are no keys of offsets. */
final class ForeignKeys {

    private ForeignKeys() {}

    /** {@return what there is to say about them: nothing if there are none} */
    static List<OffsetFinding> findings(String topic, Samples keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return List.of(new OffsetFinding(
                OffsetFinding.Kind.FOREIGN_KEY,
                keys.count() + " record(s) in topic " + topic + " have keys that are no offsets of a connector: "
                        + keys,
                "They were left out and are left as they are. Workers 3.5.0, 3.5.1 and 3.6.0 lose offsets over such keys;"
                        + " look for who writes them"));
    }
}
