package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the builder of a bridge accepts; nothing here connects. */
class KafkaBridgeBuilderTest {

    private final KafkaTopics source = KafkaTopics.builder("legacy:9092").build();
    private final KafkaTopics target = KafkaTopics.builder("europe:9092").build();

    @Test
    void mirror_maker_needs_its_aliases_or_its_topic() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KafkaBridge.mirrorMaker2(source, target).build())
                .withMessageContaining("aliases");
        assertThat(KafkaBridge.mirrorMaker2(source, target)
                        .aliases("legacy", "europe")
                        .build())
                .hasToString("bridge by offset sync from legacy:9092 to europe:9092");
        assertThat(KafkaBridge.mirrorMaker2(source, target)
                        .offsetSyncsTopic("syncs")
                        .build()
                        .reversed())
                .hasToString("bridge by offset sync from europe:9092 to legacy:9092");
    }

    @Test
    void others_have_none() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KafkaBridge.sameOffsets(source, target)
                        .aliases("a", "b")
                        .build())
                .withMessageContaining("only MirrorMaker");
        assertThat(KafkaBridge.sameOffsets(source, target).build()).asString().contains("same offset");
        assertThat(KafkaBridge.byTimestamp(source, target).build()).asString().contains("timestamp");
    }

    @Test
    void arguments_that_make_no_sense() {
        KafkaBridgeBuilder builder = KafkaBridge.mirrorMaker2(source, target);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.aliases("a b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.offsetSyncsTopic(""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.searchLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.searchLimit(1, 0));
    }

    @Test
    void the_names_of_copies_and_of_their_originals() {
        MirrorTopics prefixed = MirrorTopics.prefixed("legacy.");
        assertThat(prefixed.names().copy().apply("orders")).contains("legacy.orders");
        assertThat(prefixed.names().original().apply("legacy.orders")).contains("orders");
        assertThat(prefixed.names().original().apply("orders")).isEmpty();
        assertThat(prefixed.names().original().apply("legacy.")).isEmpty();

        MirrorTopics named = MirrorTopics.named(Map.of("orders", "orders-eu"));
        assertThat(named.names().copy().apply("orders")).contains("orders-eu");
        assertThat(named.names().copy().apply("other")).isEmpty();
        assertThat(named.names().original().apply("orders-eu")).contains("orders");

        MirrorTopics computed = MirrorTopics.named(topic -> topic + "!", copy -> copy.replace("!", ""));
        assertThat(computed.names().original().apply("orders!")).contains("orders");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MirrorTopics.named(Map.of("a", "c", "b", "c")))
                .withMessageContaining("cannot both be mirrored to c");
        assertThatIllegalArgumentException().isThrownBy(() -> MirrorTopics.prefixed("a b"));
    }
}
