package io.connectmigrator.family;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A family of sinks, whose offsets are those of a consumer group. */
abstract class SinkFamily extends DescribedFamily {

    SinkFamily(String name, Set<String> classNames, List<Rule> rules) {
        super(name, classNames, rules);
    }

    @Override
    public final OptionalInt compare(Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        return Order.byNumbers(first, second, "kafka_offset");
    }
}
