package io.connectmigrator.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes how a connector did before its move and after it as JSON. */
final class BaselineJson {

    private BaselineJson() {}

    static @Nullable Map<String, @Nullable Object> of(@Nullable Baseline baseline) {
        if (baseline == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("apartMs", baseline.apart().toMillis());
        json.put("before", measured(baseline.before()));
        json.put("after", measured(baseline.after()));
        return json;
    }

    private static Map<String, @Nullable Object> measured(Measured measured) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("missing", measured.missing());
        json.put("rebalanced", measured.rebalanced());
        json.put("perSecond", number(measured.perSecond()));
        json.put("still", measured.still());
        json.put("lag", number(measured.lag()));
        json.put("lagPerSecond", number(measured.lagPerSecond()));
        json.put("deadLetters", number(measured.deadLetters()));
        json.put("samples", ReportJson.each(measured.samples(), BaselineJson::sample));
        json.put("partitions", ReportJson.each(measured.partitions(), BaselineJson::partition));
        return json;
    }

    private static Map<String, @Nullable Object> sample(BaselineSample sample) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", sample.at().toString());
        json.put("state", sample.state());
        json.put("worker", sample.worker());
        json.put("cause", sample.cause());
        json.put("tasks", ReportJson.each(sample.tasks(), BaselineJson::task));
        json.put("partitions", sample.partitions());
        json.put("lag", sample.lag());
        json.put("deadLetters", sample.deadLetters());
        json.put("unread", sample.unread());
        return json;
    }

    private static Map<String, @Nullable Object> task(BaselineSample.Task task) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", task.id());
        json.put("state", task.state());
        json.put("worker", task.worker());
        json.put("cause", task.cause());
        return json;
    }

    private static Map<String, @Nullable Object> partition(Measured.Partition partition) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("partition", partition.partition());
        json.put("moved", partition.moved());
        json.put("perSecond", partition.perSecond());
        json.put("lag", partition.lag());
        return json;
    }

    private static @Nullable Double number(OptionalDouble number) {
        return number.isEmpty() ? null : number.getAsDouble();
    }

    private static @Nullable Long number(OptionalLong number) {
        return number.isEmpty() ? null : number.getAsLong();
    }
}
