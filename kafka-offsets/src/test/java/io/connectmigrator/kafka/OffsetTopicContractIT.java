package io.connectmigrator.kafka;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.OffsetTransportOnWorkerContract;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The offset topic of a real worker. */
@ExtendWith(SharedLaboratory.class)
class OffsetTopicContractIT extends OffsetTransportOnWorkerContract {

    private final KafkaOffsets offsets;

    OffsetTopicContractIT(Laboratory lab) {
        super(lab);
        offsets = OpenClients.offsets(cluster()).build();
    }

    @Override
    protected OffsetTransport transport() {
        return offsets;
    }

    @AfterEach
    void close() {
        offsets.close();
    }
}
