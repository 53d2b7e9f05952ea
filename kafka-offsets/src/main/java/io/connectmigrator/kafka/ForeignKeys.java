package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetFinding;

/** Keys in an offset topic that are no keys of offsets. */
final class ForeignKeys {

    private ForeignKeys() {}

    static OffsetFinding finding(String topic, Examples keys) {
        return new OffsetFinding(
                OffsetFinding.Kind.FOREIGN_KEY,
                keys.count() + " record(s) in topic " + topic + " have keys that are no offsets of a connector: "
                        + keys,
                "Check that it is the offset topic of the cluster. They were left out, and are left as they are; workers"
                        + " 3.5.0, 3.5.1 and 3.6.0 lose offsets over such keys");
    }
}
