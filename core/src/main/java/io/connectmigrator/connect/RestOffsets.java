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
    private static final Pattern CHANGED_MEANWHILE =
            Pattern.compile("Failed to (retrieve|modify|reset) offsets for source connector");

    /** What a worker answers if the connector did not report that it changed offsets of its own. */
    private static final String FRAMEWORK_ONLY = "Connect framework-managed offsets";

    private final Requests requests;

    RestOffsets(Requests requests) {
        this.requests = requests;
    }

    /**
     * Reads twice. A worker first collects the partitions that it knows, then reads its offset topic to the end: it answers
     * the latest offsets, but without a partition that was first committed a moment ago. The second answer has it.
     */
    @Override
    public OffsetSnapshot listOffsets(OffsetOwner connector) {
        return listOffsets(requests.withDeadline(), connector);
    }

    private static OffsetSnapshot listOffsets(Requests bounded, OffsetOwner connector) {
        read(bounded, connector);
        return read(bounded, connector);
    }

    /** Reads once, so that a partition that was first committed a moment ago may be missing. */
    @Override
    public OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return read(requests.withDeadline(), connector);
    }

    /** {@return the offsets of an answer} Fields that a later version adds are left out. */
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

    private static OffsetSnapshot read(Requests bounded, OffsetOwner connector) {
        return repeatingIfChanged(bounded, () -> bounded.object(Request.get(path(connector)), RestOffsets::snapshot));
    }

    /**
     * Sends a request again that failed because offsets changed meanwhile: a worker iterates over a plain map of partitions
     * to which another of its threads may add new ones.
     */
    private static <T> T repeatingIfChanged(Requests bounded, Supplier<T> request) {
        Retries.Sequence sequence = bounded.retries();
        while (true) {
            try {
                return request.get();
            } catch (RequestFailedException e) {
                boolean changed = CHANGED_MEANWHILE
                        .matcher(String.valueOf(e.getMessage()))
                        .find();
                if (!changed || !sequence.awaitRetry(Retries.Reason.CHANGED_MEANWHILE)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
        offsets.requireNoNullOffsets();
        Requests bounded = requests.withDeadline();
        AlterResult alterResult = AlterResult.FRAMEWORK_ONLY;
        for (List<ConnectorOffset> chunk : chunks(offsets.offsets())) {
            alterResult = alter(bounded.withWriteDeadline(), connector, chunk);
        }
        return alterResult;
    }

    /**
     * Deletes the offsets of a sink partition by partition: {@code DELETE} deletes the whole consumer group, in which there
     * may be other sinks. A connector that is not known to be a sink is reset as a whole.
     */
    @Override
    public AlterResult resetOffsets(OffsetOwner connector) {
        Requests bounded = requests.withWriteDeadline();
        if (connector.kind() != OffsetOwner.Kind.SINK) {
            return resetAll(bounded, connector);
        }
        OffsetSnapshot listed = read(bounded, connector);
        if (listed.isEmpty()) {
            // There is nothing to delete, but the worker lets the connector reset offsets of its own.
            return resetAll(bounded, connector);
        }
        AlterResult alterResult = AlterResult.FRAMEWORK_ONLY;
        for (List<ConnectorOffset> chunk : chunks(connector.ownAmong(listed).offsets())) {
            alterResult = delete(bounded.withWriteDeadline(), connector, chunk);
        }
        return alterResult;
    }

    /** {@return nothing} Connect's REST API can neither fence a task nor tell which ones are still alive. */
    @Override
    public Optional<String> fence(OffsetOwner connector) {
        return Optional.empty();
    }

    private static AlterResult resetAll(Requests bounded, OffsetOwner connector) {
        Request request = Request.write("DELETE", path(connector));
        return new WriteResolver(bounded)
                .write(() -> repeatingIfChanged(bounded, () -> alterResult(bounded, request)), () -> {
                    OffsetSnapshot left = listOffsets(bounded, connector);
                    return readBack(left.isEmpty(), left + " still there");
                });
    }

    /** Deletes partitions by altering their offsets to null. */
    private static AlterResult delete(Requests bounded, OffsetOwner sink, List<ConnectorOffset> chunk) {
        OffsetSnapshot nulls = OffsetSnapshot.of(chunk.stream()
                .map(offset -> new ConnectorOffset(offset.partition(), null))
                .toList());
        Request request = Request.patch(path(sink), nulls.toJson());
        return new WriteResolver(bounded).write(() -> alterResult(bounded, request), () -> {
            int left = chunk.size() - nulls.diff(read(bounded, sink)).removed().size();
            return readBack(left == 0, left + " of " + chunk.size() + " offsets are still there");
        });
    }

    private static AlterResult alter(Requests bounded, OffsetOwner connector, List<ConnectorOffset> chunk) {
        OffsetSnapshot wanted = OffsetSnapshot.of(chunk);
        Request request = Request.patch(path(connector), wanted.toJson());
        return new WriteResolver(bounded).write(() -> alterResult(bounded, request), () -> {
            Set<ConnectorOffset> missing = new HashSet<>(chunk);
            listOffsets(bounded, connector).offsets().forEach(missing::remove);
            return readBack(missing.isEmpty(), missing.size() + " of " + chunk.size() + " offsets are not written");
        });
    }

    private static AlterResult alterResult(Requests bounded, Request request) {
        return bounded.text(
                request, text -> text.contains(FRAMEWORK_ONLY) ? AlterResult.FRAMEWORK_ONLY : AlterResult.CONNECTOR);
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

    /** {@return whether the other is REST to the same cluster; limits of clients do not count} */
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
