package io.connectmigrator.migration.internal.connector;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** No record that a connector has read or written is still to be mirrored to the other Kafka cluster. */
public final class Mirrored implements Condition {

    private final Supplier<TranslatedSnapshot> translate;
    private @Nullable TranslatedSnapshot last;

    Mirrored(Supplier<TranslatedSnapshot> translate) {
        this.translate = translate;
    }

    @Override
    public Optional<String> missing() {
        TranslatedSnapshot translated = translate.get();
        last = translated;
        List<TranslatedOffset> behind = translated.with(Verdict.NOT_MIRRORED);
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of("the mirror has yet to copy records of " + behind.size()
                        + (behind.size() == 1 ? " partition: " : " partitions, such as ") + behind.get(0));
    }

    /** {@return the offsets as they were translated last} */
    public TranslatedSnapshot last() {
        return requireNonNull(last, "translated");
    }
}
