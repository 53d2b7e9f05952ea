package io.connectmigrator.connect;

import java.util.Set;

/** Whether a worker answers. */
final class WorkerAccess {

    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private WorkerAccess() {}

    /** {@return whether requests are refused because of their sender} */
    static boolean isRefused(Requests requests) {
        try {
            requests.send(Request.get("/"));
            return false;
        } catch (RequestFailedException e) {
            if (REFUSALS.contains(e.status().orElse(0))) {
                return true;
            }
            throw e;
        }
    }
}
