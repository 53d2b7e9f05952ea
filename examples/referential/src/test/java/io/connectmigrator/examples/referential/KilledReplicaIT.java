package io.connectmigrator.examples.referential;

import static io.connectmigrator.examples.referential.Service.ask;
import static io.connectmigrator.examples.referential.Service.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A replica is killed while it moves a connector. */
@ExtendWith(SharedLaboratory.class)
class KilledReplicaIT {

    /** A replica that cannot write to the journal for half of this time gives its migration up, also on a machine that stalls. */
    private static final String[] TAKE_OVER_AND_RECREATE = {
        "referential.take-over-after", "5s", "referential.recreate-missing", "true"
    };

    private final Service service;

    KilledReplicaIT(Laboratory lab) {
        service = new Service(lab);
    }

    @Test
    void another_replica_goes_on() {
        try (Replica asked = service.replica(TAKE_OVER_AND_RECREATE);
                Replica beside = service.replica(TAKE_OVER_AND_RECREATE)) {
            String connector = service.running(asked);
            ask(asked, connector, "/migrate?to=europe");
            // Either may be the first to find in the store what is asked for.
            Replica killed = service.awaitEnd("prepare", connector, asked, beside);
            killed.kill();
            Replica other = killed == asked ? beside : asked;

            service.awaitDone(other, connector, "MIGRATE", "europe");
            ask(other, connector, "/migrate-rollback");
            service.awaitDone(other, connector, "ROLLBACK", "legacy");
            service.forget(connector);
        }
    }

    @Test
    void what_is_not_deployed_yet_cannot_set_out() {
        try (Replica idle = service.replica("referential.deploy-interval", "1h")) {
            idle.apply("mfg.first", yaml("legacy", "mfg.first"));

            assertThat(idle.post("mfg.first", "/migrate?to=europe").body()).contains("it is PENDING");
        }
    }
}
