package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.work.ResumableTask;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes the samples of all targets of a unit side by side. It never fails. Not thread-safe. */
final class Comparisons implements ResumableTask {

    private final List<Comparison> all;

    Comparisons(List<Comparison> all) {
        this.all = all;
    }

    @Override
    public Optional<Duration> run() {
        return all.stream().flatMap(each -> each.run().stream()).min(Comparator.naturalOrder());
    }

    /** Takes no more samples. */
    void end(String why) {
        all.forEach(each -> each.end(why));
    }
}
