package io.connectmigrator.examples.referential;

import static io.connectmigrator.examples.referential.Service.ask;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The only replica is killed while it moves a connector, and started again. */
@ExtendWith(SharedLaboratory.class)
class RestartedReplicaIT {

    /** A replica that cannot write to the journal for half of this time gives its migration up, also on a machine that stalls. */
    private static final String[] TAKE_OVER = {"referential.take-over-after", "5s"};

    private final Service service;

    RestartedReplicaIT(Laboratory lab) {
        service = new Service(lab);
    }

    @Test
    void once_it_is_started_again_it_goes_on() {
        String connector;
        try (Replica killed = service.replica(TAKE_OVER)) {
            connector = service.running(killed);
            ask(killed, connector, "/migrate?to=europe");
            service.awaitEnd("quiesce", connector, killed).kill();
        }

        try (Replica again = service.replica(TAKE_OVER)) {
            service.awaitDone(again, connector, "MIGRATE", "europe");
        }
        service.forget(connector);
    }
}
