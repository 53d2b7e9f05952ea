package io.connectmigrator.connect;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.OffsetTransportOnWorkerContract;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetTransport;
import org.junit.jupiter.api.extension.ExtendWith;

/** REST against a real worker. */
@ExtendWith(SharedLaboratory.class)
class RestOffsetsIT extends OffsetTransportOnWorkerContract {

    RestOffsetsIT(Laboratory lab) {
        super(lab);
    }

    @Override
    protected OffsetTransport transport() {
        return client().restOffsets();
    }
}
