package io.connectmigrator.connect;

import java.util.Map;
import java.util.UUID;

/**
 * Finds out what workers can do by asking them for it: vendors' versions say little. What is asked is of a connector
 * that does not exist, so nothing can change.
 */
final class Capabilities {

    private final Requests requests;
    private final String nobody = "connect-migrator-probe-" + UUID.randomUUID();

    Capabilities(Requests requests) {
        this.requests = requests;
    }

    ConnectCapabilities probe() {
        return new Capabilities(requests.begin()).probeAll();
    }

    private ConnectCapabilities probeAll() {
        boolean listOffsets = canStop();
        return new ConnectCapabilities(
                listOffsets,
                listOffsets && supports(Call.write("DELETE", Call.connector(nobody, "offsets"))),
                initialState(),
                supports(Call.write("PATCH", Call.connector(nobody, "config"), Map.of())),
                supports(Call.get("/health").answeredBy(500, 503)));
    }

    /** {@return whether connectors can be stopped, which came together with the listing of offsets} */
    boolean canStop() {
        return supports(Call.get(Call.connector(nobody, "offsets")));
    }

    private boolean supports(Call call) {
        try {
            requests.send(call.changingNothing());
            return true;
        } catch (ConnectorNotFoundException e) {
            return true;
        } catch (NotSupportedException e) {
            return false;
        }
    }

    /** No version has such a state: an older one does not know the field, a newer one not the value. */
    private boolean initialState() {
        Map<String, Object> body = Map.of("name", nobody, "config", Map.of(), "initial_state", "PROBE");
        try {
            requests.send(Call.write("POST", "/connectors", body).changingNothing());
            return false;
        } catch (NotSupportedException e) {
            return false;
        } catch (RequestFailedException e) {
            if (String.valueOf(e.getMessage()).contains("InitialState")) {
                return true;
            }
            throw e;
        }
    }
}
