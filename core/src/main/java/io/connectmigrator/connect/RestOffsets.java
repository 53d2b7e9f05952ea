package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The offsets of connectors over the REST API of their cluster (KIP-875). Thread-safe. */
final class RestOffsets implements OffsetTransport {

    private static final int MOST_PARTITIONS = 1_000;
    private static final int MOST_BYTES = 1_000_000;
    private static final Pattern STUMBLED =
            Pattern.compile("Failed to (retrieve|modify|reset) offsets for source connector");

    /** What a worker adds when the connector has not said that it took part. */
    private static final String FRAMEWORK_ONLY = "Connect framework-managed offsets";

    private final Requests requests;

    RestOffsets(Requests requests) {
        this.requests = requests;
    }

    /**
     * Asks twice. A worker takes the partitions that it knows of, and only then reads its offset topic to the end: the
     * offsets it answers are the latest, but a partition that was first committed a moment ago is missing. That same
     * reading has made it known when the worker is asked again.
     */
    @Override
    public OffsetSnapshot listOffsets(OffsetOwner connector) {
        return listOffsets(requests.begin(), connector);
    }

    private static OffsetSnapshot listOffsets(Requests begun, OffsetOwner connector) {
        read(begun, connector);
        return read(begun, connector);
    }

    /** Asks once, so that a partition that was first committed a moment ago may be missing. */
    @Override
    public OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return read(requests.begin(), connector);
    }

    /** What a later version adds to the answer is left out; what is written is checked by {@link OffsetSnapshot} as ever. */
    static OffsetSnapshot snapshot(JsonObject answer) {
        if (!(answer.fields().get("offsets") instanceof List<?>)) {
            throw new IllegalArgumentException("the JSON has no array 'offsets'");
        }
        return OffsetSnapshot.of(
                answer.objects("offsets").stream().map(RestOffsets::offset).toList());
    }

    private static ConnectorOffset offset(JsonObject entry) {
        if (!entry.has("offset")) {
            throw new IllegalArgumentException("the JSON has a partition without 'offset'");
        }
        boolean absent = entry.fields().get("offset") == null;
        return new ConnectorOffset(
                entry.object("partition").fields(),
                absent ? null : entry.object("offset").fields());
    }

    private static OffsetSnapshot read(Requests begun, OffsetOwner connector) {
        return despiteStumbling(begun, () -> begun.object(Request.get(path(connector)), RestOffsets::snapshot));
    }

    /**
     * Sends once more what the worker could not do. It goes through a plain map of partitions while another of its threads
     * may be adding those that are just being committed, and then fails with an error of its own.
     */
    private static <T> T despiteStumbling(Requests begun, Supplier<T> request) {
        Retries.Sequence sequence = begun.tries();
        while (true) {
            try {
                return request.get();
            } catch (RequestFailedException e) {
                boolean stumbled =
                        STUMBLED.matcher(String.valueOf(e.getMessage())).find();
                if (!stumbled || !sequence.again(Retries.Reason.STUMBLED)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
        offsets.requireNoNullOffsets();
        Requests begun = requests.begin();
        AlterResult alterResult = AlterResult.FRAMEWORK_ONLY;
        for (List<ConnectorOffset> chunk : chunks(offsets.offsets())) {
            alterResult = alter(begun.beginWrite(), connector, chunk);
        }
        return alterResult;
    }

    /**
     * Deletes of a sink one partition after the other: {@code DELETE} is for the whole consumer group, in which other sinks may be,
     * by their configs or by that of the workers. What is not known to be a sink is reset as a whole.
     */
    @Override
    public AlterResult resetOffsets(OffsetOwner connector) {
        Requests begun = requests.beginWrite();
        if (connector.kind() != OffsetOwner.Kind.SINK) {
            return resetAll(begun, connector);
        }
        OffsetSnapshot listed = read(begun, connector);
        if (listed.isEmpty()) {
            // There is nothing to delete, but the worker asks the connector all the same.
            return resetAll(begun, connector);
        }
        AlterResult alterResult = AlterResult.FRAMEWORK_ONLY;
        for (List<ConnectorOffset> chunk : chunks(connector.ownAmong(listed).offsets())) {
            alterResult = delete(begun.beginWrite(), connector, chunk);
        }
        return alterResult;
    }

    /** {@return nothing} Connect's REST API can neither fence a task nor tell which ones are still alive. */
    @Override
    public Optional<String> fence(OffsetOwner connector) {
        return Optional.empty();
    }

    private static AlterResult resetAll(Requests begun, OffsetOwner connector) {
        Request call = Request.write("DELETE", path(connector));
        return new WriteResolver(begun).write(() -> despiteStumbling(begun, () -> alterResult(begun, call)), () -> {
            OffsetSnapshot left = listOffsets(begun, connector);
            return readBack(left.isEmpty(), left + " still there");
        });
    }

    /** A partition that is altered to nothing is deleted. */
    private static AlterResult delete(Requests begun, OffsetOwner sink, List<ConnectorOffset> chunk) {
        OffsetSnapshot nulls = OffsetSnapshot.of(chunk.stream()
                .map(offset -> new ConnectorOffset(offset.partition(), null))
                .toList());
        Request call = Request.patch(path(sink), nulls.toJson());
        return new WriteResolver(begun).write(() -> alterResult(begun, call), () -> {
            int left = chunk.size() - nulls.diff(read(begun, sink)).removed().size();
            return readBack(left == 0, left + " of " + chunk.size() + " offsets are still there");
        });
    }

    private static AlterResult alter(Requests begun, OffsetOwner connector, List<ConnectorOffset> chunk) {
        OffsetSnapshot wanted = OffsetSnapshot.of(chunk);
        Request call = Request.patch(path(connector), wanted.toJson());
        return new WriteResolver(begun).write(() -> alterResult(begun, call), () -> {
            Set<ConnectorOffset> missing = new HashSet<>(chunk);
            listOffsets(begun, connector).offsets().forEach(missing::remove);
            return readBack(missing.isEmpty(), missing.size() + " of " + chunk.size() + " offsets are not written");
        });
    }

    private static AlterResult alterResult(Requests begun, Request call) {
        return begun.text(
                call, text -> text.contains(FRAMEWORK_ONLY) ? AlterResult.FRAMEWORK_ONLY : AlterResult.CONNECTOR);
    }

    private static ReadBack<AlterResult> readBack(boolean done, String otherwise) {
        return done ? ReadBack.done(AlterResult.UNKNOWN) : ReadBack.notDone(otherwise);
    }

    private static List<List<ConnectorOffset>> chunks(List<ConnectorOffset> offsets) {
        List<List<ConnectorOffset>> chunks = new ArrayList<>();
        int bytes = 0;
        for (ConnectorOffset offset : offsets) {
            int size = offset.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            bytes += size;
            if (chunks.isEmpty() || last(chunks).size() == MOST_PARTITIONS || bytes > MOST_BYTES) {
                chunks.add(new ArrayList<>());
                bytes = size;
            }
            last(chunks).add(offset);
        }
        return chunks;
    }

    private static List<ConnectorOffset> last(List<List<ConnectorOffset>> chunks) {
        return chunks.get(chunks.size() - 1);
    }

    private static String path(OffsetOwner connector) {
        return Request.connector(connector.connector(), "offsets");
    }

    /** {@return whether the other is REST to the same cluster, whatever the limits of the clients that they are from} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RestOffsets that && requests.isOfSameCluster(that.requests);
    }

    @Override
    public int hashCode() {
        return requests.hashOfCluster();
    }

    /** {@return how reports call it} */
    @Override
    public String toString() {
        return "REST";
    }
}
