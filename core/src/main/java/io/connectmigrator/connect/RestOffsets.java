package io.connectmigrator.connect;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The offsets of connectors over the REST API of their cluster (KIP-875). Thread-safe. */
final class RestOffsets implements OffsetTransport {

    private static final int MOST_PARTITIONS = 1_000;
    private static final int MOST_BYTES = 1_000_000;
    private static final Pattern STUMBLED =
            Pattern.compile("Failed to (retrieve|modify|reset) offsets for source connector");

    private final Requests requests;
    private final Writes writes;

    RestOffsets(Requests requests, Writes writes) {
        this.requests = requests;
        this.writes = writes;
    }

    /**
     * Asks twice. A worker takes the partitions that it knows of, and only then reads its offset topic to the end: the
     * offsets it answers are the latest, but a partition that was first committed a moment ago is missing. That same
     * reading has made it known when the worker is asked again.
     */
    @Override
    public OffsetSnapshot listOffsets(String connector) {
        read(connector);
        return read(connector);
    }

    private OffsetSnapshot read(String connector) {
        return despiteStumbling(() -> requests.text(Call.get(path(connector)), OffsetSnapshot::parseJson));
    }

    /**
     * Sends once more what the worker could not do. It goes through a plain map of partitions while another of its threads
     * may be adding those that are just being committed, and then fails with an error of its own.
     */
    private <T> T despiteStumbling(Supplier<T> request) {
        Retries.Sequence sequence = requests.retries().begin();
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
    public void alterOffsets(String connector, OffsetSnapshot offsets) {
        List<ConnectorOffset> nulls = offsets.nullOffsets();
        if (!nulls.isEmpty()) {
            throw new IllegalArgumentException("the offset of " + nulls.size() + " partition(s) is null, which would"
                    + " delete what is there; leave them out, or reset the offsets. The first is " + nulls.get(0));
        }
        chunks(offsets.offsets()).forEach(chunk -> alter(connector, chunk));
    }

    @Override
    public void resetOffsets(String connector) {
        Call call = Call.write("DELETE", path(connector));
        writes.write(() -> despiteStumbling(() -> done(call)), () -> {
            OffsetSnapshot left = listOffsets(connector);
            return Sighting.of(left.isEmpty(), left + " still there");
        });
    }

    private void alter(String connector, List<ConnectorOffset> chunk) {
        OffsetSnapshot wanted = OffsetSnapshot.of(chunk);
        Call call = Call.patch(path(connector), wanted.toJson());
        writes.write(() -> done(call), () -> {
            Set<ConnectorOffset> missing = new HashSet<>(chunk);
            listOffsets(connector).offsets().forEach(missing::remove);
            return Sighting.of(missing.isEmpty(), missing.size() + " of " + chunk.size() + " offsets are not written");
        });
    }

    private Boolean done(Call call) {
        requests.send(call);
        return Boolean.TRUE;
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

    private static String path(String connector) {
        return Call.connector(connector, "offsets");
    }
}
